namespace Headgate.Platform.Jobs;

/// <summary>Threads and target of a job.</summary>
internal sealed record JobSettingsView(int Threads, string TargetName);
