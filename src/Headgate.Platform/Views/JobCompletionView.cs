namespace Headgate.Platform.Views;

/// <summary>The job whose end starts this one.</summary>
internal sealed record JobCompletionView(JobCompletionConditionView Condition);

/// <summary>Which job, and which statuses of its run count.</summary>
internal sealed record JobCompletionConditionView(long JobId, long ProjectId, IReadOnlyList<int> Statuses);
