using Headgate.Dbt.CommandLine;

namespace Headgate.Dbt.Session;

/// <summary>A command and what it does.</summary>
/// <param name="Spec">How it is called.</param>
/// <param name="RunAsync">Does it; gives the exit code.</param>
internal sealed record Command(CommandSpec Spec, Func<Invocation, CancellationToken, Task<ExitCode>> RunAsync);
