using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>Who triggered a run, and who cancelled it.</summary>
internal sealed record RunAuditView(RunAuditEventView? Trigger, RunAuditEventView? Cancellation)
{
    public static RunAuditView Of(Run run) =>
        new(
            run.TriggerActorType is null ? null : new(new RunActorView(run.TriggerActorId, run.TriggerActorType, run.TriggerActorName)),
            run.CancelActorType is null ? null : new(new RunActorView(run.CancelActorId, run.CancelActorType, run.CancelActorName))
        );
}

/// <summary>One of the two.</summary>
internal sealed record RunAuditEventView(RunActorView Actor);

/// <summary>Someone.</summary>
internal sealed record RunActorView(string? Id, string? Type, string? Name);
