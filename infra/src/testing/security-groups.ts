import { z } from 'zod';
import { type Stacks, resourcesOf } from './templates.ts';

const peerSchema = z.object({
  IpProtocol: z.string(),
  FromPort: z.number().optional(),
  ToPort: z.number().optional(),
  CidrIp: z.string().optional(),
  CidrIpv6: z.string().optional(),
  SourceSecurityGroupId: z.string().optional(),
  SourcePrefixListId: z.string().optional(),
  DestinationSecurityGroupId: z.string().optional(),
  DestinationPrefixListId: z.string().optional(),
  Description: z.string().optional(),
});
const groupSchema = z.object({
  SecurityGroupIngress: z.array(peerSchema).default([]),
  SecurityGroupEgress: z.array(peerSchema).default([]),
});
const ruleSchema = peerSchema.extend({ GroupId: z.string() });

export interface SecurityGroupRule {
  readonly direction: 'in' | 'out';
  /** A reference to the group's id, or the name of the parameter that contains the id. */
  readonly group: string;
  readonly port: number;
  /** A CIDR range, a prefix list or a security group. */
  readonly peer: string;
  readonly description: string;
  readonly stack: string;
}

export function securityGroupRulesOf(stacks: Stacks): SecurityGroupRule[] {
  return [...stacks.values()].flatMap((stack) => {
    const published = new Map(
      resourcesOf([stack], 'AWS::SSM::Parameter').map(({ Properties }) => [
        String(Properties.Value),
        `{${String(Properties.Name)}}`,
      ]),
    );
    const nameOf = (reference: string): string => published.get(reference) ?? reference;
    const opening = (
      direction: SecurityGroupRule['direction'],
      group: string,
      rule: z.output<typeof peerSchema>,
    ): SecurityGroupRule => {
      const peer =
        rule.CidrIp ??
        rule.CidrIpv6 ??
        rule.SourceSecurityGroupId ??
        rule.SourcePrefixListId ??
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
    const added = (type: string, direction: SecurityGroupRule['direction']): SecurityGroupRule[] =>
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

/**
 * The CDK adds this rule to a group without outbound rules. Otherwise, EC2 would allow all outbound traffic.
 */
const NOWHERE = '255.255.255.255/32';
