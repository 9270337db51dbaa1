using System.Globalization;
using System.Text.Json;
using Headgate.Platform.Runs.Processes;

namespace Headgate.Platform.Runs.Box;

/// <summary>
/// Two files of a boxed process: bubblewrap's arguments, which stand in no command line (a step can read that of its first process), and what
/// bubblewrap says about it.
/// </summary>
/// <param name="Arguments">File of arguments, each ended by a zero byte.</param>
/// <param name="Status">File that bubblewrap writes JSON lines to.</param>
internal sealed record BoxFiles(string Arguments, string Status)
{
    /// <summary>Number under which the file of arguments is open.</summary>
    public const int ArgumentsNumber = 8;

    /// <summary>Number under which the file of status is open.</summary>
    public const int StatusNumber = 9;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(1);

    /// <summary>The first process inside, by its id outside; null while, or where, there is none.</summary>
    public int? First => Number("child-pid");

    /// <summary>Interrupts the program inside as a terminal would.</summary>
    public void Interrupt()
    {
        if (First is { } first)
        {
            foreach (var program in ProcessTree.ChildrenOf(first))
            {
                ProcessGroup.Interrupt(program);
            }
        }
    }

    /// <summary>Ends everything inside at once, and returns when nothing of it does anything any more.</summary>
    public async Task EndAsync()
    {
        if (First is not { } first)
        {
            return;
        }
        // The first process inside ends all others: the kernel lets it go only after them.
        while (ProcessTree.Lives(first) && ProcessTree.IsBubblewrap(first))
        {
            ProcessGroup.KillOne(first);
            await Task.Delay(Interval, TimeProvider.System, CancellationToken.None);
        }
    }

    private int? Number(string name)
    {
        try
        {
            foreach (var line in File.ReadLines(Status))
            {
                using var json = JsonDocument.Parse(line);
                if (json.RootElement.TryGetProperty(name, out var value))
                {
                    return value.GetInt32();
                }
            }
        }
        catch (Exception unfinished) when (unfinished is IOException or JsonException or FormatException)
        {
            // It is being written.
        }
        return null;
    }

    /// <summary>Ready to be used by another step.</summary>
    public void Write(IReadOnlyList<string> arguments)
    {
        File.WriteAllText(
            Arguments,
            string.Concat(arguments.Select(argument => string.Create(CultureInfo.InvariantCulture, $"{argument}\0")))
        );
        File.Delete(Status);
    }
}
