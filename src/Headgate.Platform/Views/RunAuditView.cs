namespace Headgate.Platform.Views;

/// <summary>Who triggered a run, and who cancelled it.</summary>
internal sealed record RunAuditView(RunAuditEventView? Trigger, RunAuditEventView? Cancellation);

/// <summary>One of the two.</summary>
internal sealed record RunAuditEventView(RunActorView Actor);

/// <summary>Someone.</summary>
internal sealed record RunActorView(string? Id, string? Type, string? Name);
