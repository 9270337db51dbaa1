using Headgate.Catalogue;
using Headgate.Gate.Agents;

namespace Headgate.Attacks.Tests.Scopes;

/// <summary>Grants to read.</summary>
internal static class Grants
{
    public static NewGrant Everywhere(Capability capability) => new(capability.Id, "read");

    public static NewGrant In(Capability capability, long? project = null, long? environment = null, long? job = null) =>
        new(capability.Id, "read")
        {
            ProjectIds = project is { } p ? [p] : [],
            EnvironmentIds = environment is { } e ? [e] : [],
            JobIds = job is { } j ? [j] : [],
        };
}
