using System.Reflection;
using Headgate.Dbt.Adapters;

namespace Headgate.Dbt.CommandLine;

/// <summary>What <c>dbt --version</c> prints.</summary>
internal static class VersionText
{
    /// <summary>The release of Headgate that runs.</summary>
    public static string Headgate { get; } =
        typeof(VersionText).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>The lines, in dbt's layout.</summary>
    public static string Of() =>
        $"""
            Core:
              - installed: {DbtVersion.Compatible} (Headgate {Headgate})

            Plugins:
            {string.Join('\n', AdapterFactory.Types.Select(t => $"  - {t}: built in"))}


            """;
}
