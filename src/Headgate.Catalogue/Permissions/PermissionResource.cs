namespace Headgate.Catalogue;

/// <summary>
/// The resources that permission sets speak of, as dbt's permission tables name them. The wire's snake-case names are given by
/// <see cref="PermissionResourceNames"/>.
/// </summary>
public enum PermissionResource
{
    /// <summary>Nothing in particular: every valid token may, as for <c>whoami</c>.</summary>
    None,

    /// <summary>Account settings.</summary>
    AccountSettings,

    /// <summary>Audit logs.</summary>
    AuditLogs,

    /// <summary>Single sign-on.</summary>
    AuthProvider,

    /// <summary>Billing.</summary>
    Billing,

    /// <summary>Connections of the account.</summary>
    Connections,

    /// <summary>Cost insights of the account.</summary>
    CostInsightsAccount,

    /// <summary>Groups.</summary>
    Groups,

    /// <summary>Invitations.</summary>
    Invitations,

    /// <summary>IP restrictions.</summary>
    IpRestrictions,

    /// <summary>Job notifications.</summary>
    JobNotifications,

    /// <summary>Licences.</summary>
    Licenses,

    /// <summary>Marketplace apps.</summary>
    MarketplaceApp,

    /// <summary>Users of the account.</summary>
    Members,

    /// <summary>Making projects.</summary>
    ProjectCreate,

    /// <summary>Public models.</summary>
    PublicModels,

    /// <summary>Service tokens.</summary>
    ServiceTokens,

    /// <summary>Webhook subscriptions.</summary>
    Webhooks,

    /// <summary>Warehouse credentials of environments.</summary>
    EnvironmentCredentials,

    /// <summary>Environment variables.</summary>
    CustomEnvVariables,

    /// <summary>Cost insights of a project.</summary>
    CostInsights,

    /// <summary>Warehouse configuration: profiles, extended attributes.</summary>
    DataPlatformConfigs,

    /// <summary>The development surface.</summary>
    Develop,

    /// <summary>Environments.</summary>
    Environments,

    /// <summary>Jobs.</summary>
    Jobs,

    /// <summary>The Discovery API.</summary>
    MetadataGraphql,

    /// <summary>Permissions of users and groups.</summary>
    Permissions,

    /// <summary>Projects.</summary>
    Projects,

    /// <summary>Repositories.</summary>
    Repositories,

    /// <summary>Runs.</summary>
    Runs,

    /// <summary>The Semantic Layer's configuration and queries.</summary>
    SemanticLayerConfig,

    /// <summary>The upgrade to Fusion.</summary>
    FusionUpgrade,
}
