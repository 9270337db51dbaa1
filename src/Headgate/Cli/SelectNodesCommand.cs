using System.Text.Json;
using Headgate.Dbt.Commands.Nodes;
using Headgate.Gate.Models;

namespace Headgate.Cli;

/// <summary><c>headgate select-nodes</c>: the engine's answer to the gate, which asks what a call would touch. No command for people: it speaks JSON on both ends.</summary>
internal static class SelectNodesCommand
{
    /// <summary>Reads a question from standard input and writes its answer to standard output.</summary>
    public static async Task<int> RunAsync(CancellationToken cancellation)
    {
        try
        {
            await using var input = Console.OpenStandardInput();
            var question =
                await JsonSerializer.DeserializeAsync(input, NodesJson.Default.NodesQuestion, cancellation)
                ?? throw new JsonException("There is no question.");
            await using var manifest = File.OpenRead(question.Manifest);
            var nodes = CommandNodes.Of(manifest);
            await using var output = Console.OpenStandardOutput();
            await JsonSerializer.SerializeAsync(
                output,
                new NodesAnswer(
                    [.. question.Commands.Select(c => nodes.OfCommand(c, question.Variables)).Select(Told)],
                    [.. question.Selections.Select(s => nodes.OfSelection(s.Select, s.Exclude)).Select(Told)]
                ),
                NodesJson.Default.NodesAnswer,
                cancellation
            );
            return ExitCode.Done;
        }
        catch (Exception fault) when (fault is JsonException or IOException or NotSupportedException or InvalidOperationException)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return ExitCode.Failed;
        }
    }

    private static NodesAnswer.Taken Told(TakenNodes taken) =>
        new(
            [.. taken.Nodes.Select(n => n.Id)],
            [.. taken.Nodes.Select(n => n.Materialized)],
            [.. taken.Nodes.Select(n => n.Name)],
            taken.FullRefresh,
            taken.Fault
        );
}
