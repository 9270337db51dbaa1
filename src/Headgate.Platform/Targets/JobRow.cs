using Headgate.Store.Model;

namespace Headgate.Platform.Targets;

/// <summary>A job with the names of what contains it.</summary>
internal sealed record JobRow(Job Job, string ProjectName, string EnvironmentName, string EnvironmentType, string? DeploymentType);
