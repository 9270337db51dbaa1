namespace Headgate.Store.Totals;

/// <summary>Lists whose totals are kept.</summary>
public enum CountedList
{
    /// <summary>Projects, by account.</summary>
    Projects,

    /// <summary>Environments, by account and project.</summary>
    Environments,

    /// <summary>Jobs, by account, project and environment.</summary>
    Jobs,

    /// <summary>Runs, by account, project, environment and job.</summary>
    Runs,

    /// <summary>Connections, by account.</summary>
    Connections,

    /// <summary>Repositories, by account and project.</summary>
    Repositories,

    /// <summary>Groups, by account.</summary>
    Groups,

    /// <summary>Service tokens, by account.</summary>
    ServiceTokens,

    /// <summary>Webhook subscriptions, by account.</summary>
    WebhookSubscriptions,

    /// <summary>Members of accounts, by account.</summary>
    Memberships,
}
