namespace Headgate.Catalogue;

/// <summary>The kinds of things that an operation can be aimed at.</summary>
public enum TargetKind
{
    /// <summary>The account as a whole: lists and things that belong to no project.</summary>
    Account,

    /// <summary>A project.</summary>
    Project,

    /// <summary>An environment.</summary>
    Environment,

    /// <summary>A job.</summary>
    Job,

    /// <summary>A run.</summary>
    Run,

    /// <summary>A step of a run.</summary>
    RunStep,

    /// <summary>A connection of the account.</summary>
    Connection,

    /// <summary>A git repository.</summary>
    Repository,

    /// <summary>Warehouse credentials of a project.</summary>
    Credential,

    /// <summary>A user.</summary>
    User,

    /// <summary>A group.</summary>
    Group,

    /// <summary>A service token.</summary>
    ServiceToken,

    /// <summary>A webhook subscription.</summary>
    WebhookSubscription,

    /// <summary>An event of a webhook subscription.</summary>
    WebhookEvent,

    /// <summary>One attempt to deliver an event.</summary>
    WebhookReceipt,

    /// <summary>One value of an environment variable of dbt.</summary>
    EnvironmentVariable,

    /// <summary>Extra keys of the profile of environments.</summary>
    ExtendedAttributes,

    /// <summary>Which environment of a project the Semantic Layer reads.</summary>
    SemanticLayerConfiguration,

    /// <summary>Credentials of the Semantic Layer.</summary>
    SemanticLayerCredential,

    /// <summary>Which of them a service token uses.</summary>
    SemanticLayerMapping,

    /// <summary>A tool of a foreign MCP server.</summary>
    ForeignTool,
}
