namespace Headgate.Platform.Views;

/// <summary>Threads and target of a job.</summary>
internal sealed record JobSettingsView(int Threads, string TargetName);
