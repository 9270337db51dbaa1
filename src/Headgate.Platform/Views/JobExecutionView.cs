namespace Headgate.Platform.Views;

/// <summary>The time limit of a job in seconds; 0 for the account's.</summary>
internal sealed record JobExecutionView(int TimeoutSeconds);
