using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Gate.Decisions;

/// <summary>Which things lie at places of projects, and who may see a thing.</summary>
internal static class ScopeRules
{
    /// <summary>Whether things of a capability belong to projects, so that a narrow grant can show some of them.</summary>
    public static bool HasPlaces(Capability capability) =>
        capability != Capabilities.Users
        && capability != Capabilities.Groups
        && capability != Capabilities.ServiceTokens
        && capability != Capabilities.AccountSettings
        && capability != Capabilities.Audit
        && !capability.IsGrantedByName;

    /// <summary>The capability that shows things of a kind.</summary>
    public static Capability Showing(TargetKind kind) =>
        kind switch
        {
            TargetKind.Project or TargetKind.SemanticLayerConfiguration => Capabilities.Projects,
            TargetKind.Environment or TargetKind.ExtendedAttributes => Capabilities.Environments,
            TargetKind.Job => Capabilities.Jobs,
            TargetKind.Run or TargetKind.RunStep => Capabilities.Runs,
            TargetKind.Connection => Capabilities.Connections,
            TargetKind.Repository => Capabilities.Repositories,
            TargetKind.Credential or TargetKind.SemanticLayerCredential or TargetKind.SemanticLayerMapping => Capabilities.Credentials,
            TargetKind.EnvironmentVariable => Capabilities.EnvironmentVariables,
            TargetKind.User => Capabilities.Users,
            TargetKind.Group => Capabilities.Groups,
            TargetKind.ServiceToken => Capabilities.ServiceTokens,
            TargetKind.WebhookSubscription or TargetKind.WebhookEvent or TargetKind.WebhookReceipt => Capabilities.WebhookSubscriptions,
            TargetKind.ForeignTool => Capabilities.CallForeignTool,
            _ => Capabilities.AccountSettings,
        };

    /// <summary>Whether a grant to read shows the thing.</summary>
    public static bool MaySeeThing(AgentTable table, Target target, DateTimeOffset now) =>
        table.For(Showing(target.Kind)).CoversNow(Level.Read, target, now);

    /// <summary>The first field whose thing lies outside, or the field that should have named one inside.</summary>
    public static string FirstOutside(CapabilityRules rules, in CallFacts call, DateTimeOffset now)
    {
        foreach (var reference in call.Arguments?.References ?? [])
        {
            if (reference.Target is not { } named || rules.Touching(call.Operation.NeededLevel, named, now) < 0)
            {
                return reference.Field;
            }
        }
        return call.Operation.Target.BodyField ?? "body";
    }
}
