namespace Headgate.Platform.Runs.Box;

/// <summary>Where things lie inside a namespace. The names tell nothing of the server, since projects print them.</summary>
internal static class InnerPaths
{
    /// <summary>The run's folder.</summary>
    public const string Work = "/work";

    /// <summary>The folder of the warehouse's file.</summary>
    public const string Warehouse = "/warehouse";

    /// <summary>This program.</summary>
    public const string Program = "/opt/headgate";

    /// <summary>.NET, where it does not belong to the system.</summary>
    public const string Runtime = "/opt/dotnet";

    /// <summary>The socket that leads to the server's door to the network.</summary>
    public const string Egress = "/run/egress";
}
