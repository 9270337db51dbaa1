using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Platform.Tokens;

/// <summary>Decides for service tokens and personal tokens, by their permission sets.</summary>
internal sealed class TokenDecider : IDecider
{
    public bool Decides(CallerKind kind) => kind is CallerKind.ServiceToken or CallerKind.PersonalToken;

    public Decision Decide(in CallFacts call)
    {
        var rights = (TokenRights)call.Caller.Rights!;
        var operation = call.Operation;
        if (operation.Permission.Resource == PermissionResource.None)
        {
            return Decision.Allow("Any valid token may.");
        }
        var set = rights.Anywhere(operation);
        if (set is null)
        {
            return Missing(rights, operation);
        }
        if (!call.Anywhere && call.Target.ProjectId is { } project)
        {
            if (!rights.Reaches(project))
            {
                return Unreached(call, project);
            }
            set = Judge(rights, operation, call.Target);
            if (set is null)
            {
                return Missing(rights, operation);
            }
        }
        foreach (var also in call.Target.AlsoProjects)
        {
            if (rights.In(operation, also, EnvironmentCategories.All) is null)
            {
                return Unreached(call, also);
            }
        }
        if (HearsOfAllJobs(rights, call) is { } deaf)
        {
            return deaf;
        }
        foreach (var reference in call.Arguments?.References ?? [])
        {
            if (RefuseReference(rights, operation, reference) is { } refusal)
            {
                return refusal;
            }
        }
        return Decision.Allow($"Allowed by {set.Title}.", ScopeOf(rights, operation), set.Name);
    }

    public bool MaySee(Caller caller, Capability capability, Permission permission, Target target) =>
        ((TokenRights)caller.Rights!).Holds(permission, target.ProjectId, target.EnvironmentCategory);

    /// <summary>A subscription that names no job hears of all jobs of the account, so that a token of some projects neither makes nor sees one.</summary>
    private static Decision? HearsOfAllJobs(TokenRights rights, in CallFacts call)
    {
        var operation = call.Operation;
        if (!IsOfWebhooks(operation) || rights.ScopeOf(operation).All)
        {
            return null;
        }
        if (call.Arguments is { References.Count: 0 } && operation.Fields.All.FirstOrDefault(f => f.Names == TargetKind.Job) is { } jobs)
        {
            return ArgumentRefused(jobs.Name);
        }
        return
            call.Target.Kind is TargetKind.WebhookSubscription or TargetKind.WebhookEvent or TargetKind.WebhookReceipt
            && call.Target.AlsoProjects.Count == 0
            ? Decision.Deny(Reason.OutOfScope, "The subscription hears of all projects, and the token does not reach them all.")
            : null;
    }

    /// <summary>The set that allows it on the target. Things of the account that lie in a project need the project to be reached, no more.</summary>
    private static PermissionSet? Judge(TokenRights rights, Operation operation, Target target) =>
        LiesInProjects(operation) ? rights.In(operation, target.ProjectId!.Value, target.EnvironmentCategory) : rights.Anywhere(operation);

    private static VisibleScope ScopeOf(TokenRights rights, Operation operation) =>
        LiesInProjects(operation) ? rights.ScopeOf(operation)
        : rights.HasAllProjects ? VisibleScope.Everything
        // Things of the account, and of those that lie in a project the ones of projects that the token reaches.
        : new VisibleScope { AccountLevel = true, Projects = rights.Projects };

    /// <summary>Subscriptions lie where their jobs do.</summary>
    private static bool LiesInProjects(Operation operation) =>
        PermissionSets.IsOfProject(operation.Permission.Resource) || IsOfWebhooks(operation);

    private static bool IsOfWebhooks(Operation operation) => operation.Permission.Resource == PermissionResource.Webhooks;

    private static Decision? RefuseReference(TokenRights rights, Operation operation, ArgumentTarget reference)
    {
        if (reference.Target is not { } target)
        {
            // A token of all projects may know that a thing does not exist; the handler says so. Others learn nothing.
            return rights.HasAllProjects ? null : ArgumentRefused(reference.Field);
        }
        if (
            target.ProjectId is { } project
            && !(IsOfWebhooks(operation) ? rights.In(operation, project, EnvironmentCategories.All) is not null : rights.Reaches(project))
        )
        {
            return ArgumentRefused(reference.Field);
        }
        return target.Kind == TargetKind.Environment && operation.Access == Access.Write && Judge(rights, operation, target) is null
            ? ArgumentRefused(reference.Field)
            : null;
    }

    private static Decision Unreached(in CallFacts call, long project) =>
        call.Operation.Target.BodyField is not null && call.Arguments is { References.Count: > 0 } arguments
            ? ArgumentRefused(arguments.References[0].Field)
            : Decision.Deny(Reason.OutOfScope, $"The token does not reach project {project}.");

    private static Decision ArgumentRefused(string field) =>
        Decision.Deny(
            Reason.ArgumentOutOfScope,
            $"You don't have permission to do that: {field} names something outside this token's scope."
        ) with
        {
            Argument = field,
        };

    private static Decision Missing(TokenRights rights, Operation operation)
    {
        var sets = operation.Suffices.Count == 0 ? "" : $" A token with {string.Join(" or ", operation.Suffices)} may.";
        return Decision.Deny(
            Reason.PermissionMissing,
            $"You don't have permission to do that. It needs {operation.Permission}, which this token's permission sets ({rights.Titles}) do not give.{sets}"
        );
    }
}
