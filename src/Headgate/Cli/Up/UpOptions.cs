using Headgate.Cli.Projects;

namespace Headgate.Cli.Up;

/// <summary>What <c>up</c> was asked for.</summary>
/// <param name="Data">The data folder as given.</param>
/// <param name="Port">The port; null for the default.</param>
/// <param name="Demo">Whether the demo is wanted.</param>
/// <param name="Project">A project of one's own instead of the demo; null for none.</param>
/// <param name="Detach">Whether the server goes on without the terminal.</param>
/// <param name="Detached">Whether this process is the one that goes on.</param>
internal sealed record UpOptions(string Data, int? Port, bool Demo, ProjectOptions? Project, bool Detach, bool Detached);
