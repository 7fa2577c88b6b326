import { Aws, Duration, Stack } from 'aws-cdk-lib';
import {
  AccountRecovery,
  ClientAttributes,
  FeaturePlan,
  LambdaVersion,
  OAuthScope,
  StringAttribute,
  UserPool as CognitoUserPool,
  type UserPoolClient,
  UserPoolOperation,
} from 'aws-cdk-lib/aws-cognito';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { LOCAL_EDGE_PORT, pageOrigins } from '#libs/manifest';
import { acknowledge } from '../aws-solutions-rules.ts';
import type { Deployment } from '../deployment.ts';
import { createLogGroup, removalPolicyOf } from '../resource-defaults.ts';
import { publish } from '../parameters.ts';
import type { Stage } from '../stages.ts';

/** The user's account ids, separated by commas. Only an administrator can write this attribute. */
const ACCOUNTS_ATTRIBUTE = 'account_ids';
/** The ids of the accounts that the user owns, separated by commas. */
const OWNED_ACCOUNTS_ATTRIBUTE = 'owned_account_ids';

/** Qred's support employees. Cognito adds a user's groups to the access token. */
const SUPPORT_GROUP = 'qred-support';

/**
 * Runs before the pool signs an access token. Converts the stored texts into the lists that services read.
 * Also removes a scope, because a stolen token with this scope could change the user.
 */
const ADD_ACCOUNTS = `
exports.handler = async (event) => {
  const idsIn = (name) => (event.request.userAttributes['custom:' + name] ?? '').split(',').filter(Boolean);
  const accounts = idsIn('${ACCOUNTS_ATTRIBUTE}');
  event.response.claimsAndScopeOverrideDetails = {
    accessTokenGeneration: {
      claimsToAddOrOverride: {
        ${ACCOUNTS_ATTRIBUTE}: accounts,
        ${OWNED_ACCOUNTS_ATTRIBUTE}: idsIn('${OWNED_ACCOUNTS_ATTRIBUTE}').filter((id) => accounts.includes(id)),
      },
      scopesToSuppress: ['aws.cognito.signin.user.admin'],
    },
  };
  return event;
};
`.trim();

const LOCAL_PAGES = pageOrigins(LOCAL_EDGE_PORT).map((origin) => `${origin}/`);

export function cognitoHost(region: string): string {
  return `cognito-idp.${region}.amazonaws.com`;
}

export function signInHost({ region, stage }: Deployment): string {
  return `${signInPrefix(stage)}.auth.${region}.amazoncognito.com`;
}

function signInPrefix({ name }: Stage): string {
  return `qred-${name}-${Aws.ACCOUNT_ID}`;
}

/**
 * The issuer of a stage without an external issuer. An administrator creates the users, and sets which
 * accounts they see and own.
 */
export class UserPool extends Construct {
  constructor(scope: Construct, deployment: Deployment, host: string) {
    super(scope, 'UserPool');
    const { stage, parameters } = deployment;
    const pool = new CognitoUserPool(this, 'Pool', {
      userPoolName: `qred-${stage.name}`,
      selfSignUpEnabled: false,
      signInAliases: { username: true },
      accountRecovery: AccountRecovery.NONE,
      featurePlan: FeaturePlan.ESSENTIALS,
      passwordPolicy: {
        minLength: 16,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
      },
      customAttributes: {
        [ACCOUNTS_ATTRIBUTE]: new StringAttribute({ mutable: true }),
        [OWNED_ACCOUNTS_ATTRIBUTE]: new StringAttribute({ mutable: true }),
      },
      removalPolicy: removalPolicyOf(stage),
    });
    acknowledge(
      pool,
      'Only test users sign in here. Their tokens give access to test data and last fifteen minutes',
      'COG2',
      'COG8',
    );
    // Only version 2 of this trigger can change access tokens. Version 2 requires the Essentials feature
    // plan.
    pool.addTrigger(
      UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG,
      this.createTrigger(deployment),
      LambdaVersion.V2_0,
    );
    pool.addGroup('Support', { groupName: SUPPORT_GROUP });
    pool.addDomain('SignIn', { cognitoDomain: { domainPrefix: signInPrefix(stage) } });
    const client = this.createClient(pool, [`https://${host}/`, ...LOCAL_PAGES]);

    const issuer = `https://${cognitoHost(Stack.of(this).region)}/${pool.userPoolId}`;
    publish(this, parameters.identity.issuer, issuer);
    publish(this, parameters.identity.audience, client.userPoolClientId);
    publish(this, parameters.identity.webClient, client.userPoolClientId);
    publish(this, parameters.identity.jwksUrl, `${issuer}/.well-known/jwks.json`);
    publish(this, parameters.identity.profile, 'cognito');
    publish(this, parameters.identity.supportGroup, SUPPORT_GROUP);
    publish(this, parameters.identity.userPool, pool.userPoolId);
  }

  /** The web app is a public client, so it has no secret. Cognito accepts PKCE for every authorization code. */
  private createClient(pool: CognitoUserPool, pages: string[]): UserPoolClient {
    return pool.addClient('Client', {
      authFlows: { userPassword: true },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID],
        callbackUrls: pages,
        logoutUrls: pages,
      },
      preventUserExistenceErrors: true,
      idTokenValidity: Duration.minutes(15),
      accessTokenValidity: Duration.minutes(15),
      refreshTokenValidity: Duration.hours(8),
      // Users must not change the attributes that select their accounts.
      writeAttributes: new ClientAttributes().withStandardAttributes({ nickname: true }),
    });
  }

  private createTrigger({ names, stage }: Deployment): Function {
    const logGroup = createLogGroup(
      this,
      'TriggerLogGroup',
      stage,
      names.logGroup('identity', 'token-trigger'),
    );
    const role = new Role(this, 'TriggerRole', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    return new Function(this, 'Trigger', {
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromInline(ADD_ACCOUNTS),
      role,
      logGroup,
    });
  }
}
