using System.ComponentModel;
using System.Globalization;
using Headgate.Mcp.Results;

namespace Headgate.Mcp.Local.Commands;

/// <summary>Runs dbt's commands on the project: one at a time, each after the gate has let it pass.</summary>
/// <param name="project">The project.</param>
/// <param name="gate">Asked before each command; null where there is none.</param>
internal sealed class DbtCommands(DbtProject project, IGate? gate) : IDisposable
{
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>The project.</summary>
    public DbtProject Project => project;

    /// <summary>Runs a command; while its turn lasts, what it wrote can be read.</summary>
    /// <param name="command">The command.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="read">Makes the result from how it ended.</param>
    /// <param name="cancellation">Ends it, with its processes.</param>
    public async Task<T> RunAsync<T>(
        DbtCommand command,
        Progress progress,
        Func<CommandEnd, CancellationToken, ValueTask<T>> read,
        CancellationToken cancellation
    )
    {
        if (!await _turn.WaitAsync(TimeSpan.Zero, cancellation))
        {
            await progress.TellAsync("waits for another command on this project");
            await _turn.WaitAsync(cancellation);
        }
        try
        {
            var end =
                gate is not null && await gate.RefusalAsync(command, cancellation) is { } refusal
                    ? new CommandEnd { Fault = refusal }
                    : await RunNowAsync(command, progress, cancellation);
            return await read(end, cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Waits until no command runs; for the end, when all of them have been cancelled.</summary>
    public async Task EndedAsync() => await _turn.WaitAsync(LongestEnd, CancellationToken.None);

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task<CommandEnd> RunNowAsync(DbtCommand command, Progress progress, CancellationToken cancellation)
    {
        var output = new BoundedText(BoundedText.UsualLimit);
        string? summary = null;
        using var limit = new CancellationTokenSource(project.Limit, TimeProvider.System);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        int? code = null;
        string? fault = null;
        try
        {
            code = await DbtChild.RunAsync(project, command, OnLineAsync, ends.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            fault = string.Create(
                CultureInfo.InvariantCulture,
                $"dbt {command.Name} was ended after {project.Limit.TotalSeconds:0.#} seconds (DBT_CLI_TIMEOUT). Select fewer nodes, or ask for a longer time."
            );
        }
        catch (Win32Exception error)
        {
            fault = $"The program {project.Program[0]} cannot be started ({error.Message}). Check DBT_PATH.";
        }
        return new CommandEnd
        {
            ExitCode = code,
            Fault = fault,
            Output = ShownText.Of(output.ToString()),
            Summary = summary is null ? null : ShownText.Of(summary),
        };

        async ValueTask OnLineAsync(string text)
        {
            var line = OutputLine.Read(text);
            if (line.IsSummary)
            {
                summary = line.Text;
            }
            else if (line.NodesInAll is { } all)
            {
                await progress.NodeDoneAsync(all, ShownText.Of(line.Text));
            }
            if (line.IsShown)
            {
                output.Add(line.Text);
            }
        }
    }
}
