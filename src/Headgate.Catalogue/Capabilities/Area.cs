namespace Headgate.Catalogue;

/// <summary>The parts of the guide into which operations and capabilities are sorted.</summary>
public enum Area
{
    /// <summary>Job definitions.</summary>
    Jobs,

    /// <summary>Runs, their steps, logs and artifacts.</summary>
    Runs,

    /// <summary>Projects.</summary>
    Projects,

    /// <summary>Environments, their credentials and variables.</summary>
    Environments,

    /// <summary>Warehouse connections and git repositories.</summary>
    ConnectionsAndRepositories,

    /// <summary>Users, groups, licences, service tokens and personal access tokens.</summary>
    UsersGroupsAndTokens,

    /// <summary>Outgoing webhooks and notifications.</summary>
    WebhookSubscriptions,

    /// <summary>What runs have left behind: models, tests, lineage, metrics.</summary>
    MetadataAndMetrics,

    /// <summary>The account itself and the record of calls.</summary>
    Account,
}
