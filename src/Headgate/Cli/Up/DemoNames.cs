namespace Headgate.Cli.Up;

/// <summary>What the demo's things are called.</summary>
internal static class DemoNames
{
    /// <summary>The account.</summary>
    public const string Account = "Hollow Hill";

    /// <summary>The first user, who owns the account.</summary>
    public const string OwnerEmail = "owner@hollowhill.example.org";

    /// <summary>The project.</summary>
    public const string Project = "Orchard shop";

    /// <summary>The environment.</summary>
    public const string Environment = "Production";

    /// <summary>The connection.</summary>
    public const string Connection = "Shop warehouse";

    /// <summary>The job.</summary>
    public const string Job = "Nightly build";

    /// <summary>The agent.</summary>
    public const string Agent = "Analytics Agent";
}
