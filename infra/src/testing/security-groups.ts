import { z } from 'zod';
import { type Stacks, resourcesOf } from './templates.ts';

const peerSchema = z.object({
  IpProtocol: z.string(),
  FromPort: z.number().optional(),
  ToPort: z.number().optional(),
  CidrIp: z.string().optional(),
  CidrIpv6: z.string().optional(),
  SourceSecurityGroupId: z.string().optional(),
  DestinationSecurityGroupId: z.string().optional(),
  DestinationPrefixListId: z.string().optional(),
  Description: z.string().optional(),
});
const groupSchema = z.object({
  SecurityGroupIngress: z.array(peerSchema).default([]),
  SecurityGroupEgress: z.array(peerSchema).default([]),
});
const ruleSchema = peerSchema.extend({ GroupId: z.string() });

/** One way that a security group opens. */
export interface Opening {
  readonly direction: 'in' | 'out';
  /** Whose: the group's description, or the parameter that its id is read from. */
  readonly group: string;
  readonly port: number;
  /** A range of addresses, a prefix list, or another group. */
  readonly peer: string;
  readonly description: string;
  readonly stack: string;
}

/**
 * Every opening of every security group, in the stacks that make them and in those that add to them. Groups go
 * by the parameter that publishes their id, wherever there is one.
 */
export function openingsOf(stacks: Stacks): Opening[] {
  return [...stacks.values()].flatMap((stack) => {
    const published = new Map(
      resourcesOf([stack], 'AWS::SSM::Parameter').map(({ Properties }) => [
        String(Properties.Value),
        `{${String(Properties.Name)}}`,
      ]),
    );
    const nameOf = (reference: string): string => published.get(reference) ?? reference;
    const opening = (
      direction: Opening['direction'],
      group: string,
      rule: z.output<typeof peerSchema>,
    ): Opening => {
      const peer =
        rule.CidrIp ??
        rule.CidrIpv6 ??
        rule.SourceSecurityGroupId ??
        rule.DestinationSecurityGroupId ??
        rule.DestinationPrefixListId;
      if (peer === undefined) throw new Error(`A rule of ${group} in ${stack.name} has no peer`);
      return {
        direction,
        group: nameOf(group),
        port: rule.IpProtocol === 'tcp' && rule.FromPort === rule.ToPort ? (rule.FromPort ?? 0) : 0,
        peer: nameOf(peer),
        description: rule.Description ?? '',
        stack: stack.name,
      };
    };
    const inGroups = resourcesOf([stack], 'AWS::EC2::SecurityGroup').flatMap(({ id, Properties }) => {
      const { SecurityGroupIngress, SecurityGroupEgress } = groupSchema.parse(Properties);
      return [
        ...SecurityGroupIngress.map((rule) => opening('in', `<${id}.GroupId>`, rule)),
        ...SecurityGroupEgress.map((rule) => opening('out', `<${id}.GroupId>`, rule)),
      ];
    });
    const added = (type: string, direction: Opening['direction']): Opening[] =>
      resourcesOf([stack], type).map(({ Properties }) => {
        const rule = ruleSchema.parse(Properties);
        return opening(direction, rule.GroupId, rule);
      });
    return [
      ...inGroups,
      ...added('AWS::EC2::SecurityGroupIngress', 'in'),
      ...added('AWS::EC2::SecurityGroupEgress', 'out'),
    ].filter(({ peer }) => peer !== NOWHERE);
  });
}

/** CDK gives a group that may open nothing this one, or EC2 would let everything out. */
const NOWHERE = '255.255.255.255/32';
