using System.Globalization;
using System.Text.Json;
using Headgate.Platform.Runs.Box;
using Headgate.Platform.Runs.Processes;
using Headgate.Platform.Runs.Queue;

namespace Headgate.Platform.Tests.Runs.Recovery;

/// <summary>What a runner and its executor tell each other: files of a folder, each made whole and once.</summary>
internal sealed class RunnerFiles(string folder)
{
    private readonly string _place = Path.Combine(folder, "runner");
    private readonly string _wish = Path.Combine(folder, "cancel");
    private readonly string _end = Path.Combine(folder, "end");

    /// <summary>What the runner printed.</summary>
    public string Output => Path.Combine(folder, "output");

    /// <summary>The process that is the runner; null while there is none.</summary>
    public ProcessMark? Runner =>
        File.Exists(_place) && File.ReadAllText(_place).Split(' ') is [var id, var ticks]
            ? new(int.Parse(id, CultureInfo.InvariantCulture), long.Parse(ticks, CultureInfo.InvariantCulture))
            : null;

    /// <summary>Whether the runner works. Of one that nobody waits for, the number stays after its end.</summary>
    public bool IsAlive => Runner is { IsAlive: true } mark && ProcessTree.Lives(mark.Id);

    public bool HasEnded => File.Exists(_end);

    public RunEnd? End => Read(_end);

    /// <summary>How the run is to end; null while nobody wants that.</summary>
    public RunEnd? Wish => File.Exists(_wish) ? Read(_wish) : null;

    /// <summary>Becomes the runner; false where there is one.</summary>
    public bool TakePlace(ProcessMark mark) => MakeOnce(_place, $"{mark.Id} {mark.StartTicks}");

    /// <summary>Wishes for an end; the first wish stays.</summary>
    public void Ask(RunEnd end) => MakeOnce(_wish, JsonSerializer.Serialize(end));

    public void WriteEnd(RunEnd? end) => MakeOnce(_end, JsonSerializer.Serialize(end));

    private static RunEnd? Read(string file) => JsonSerializer.Deserialize<RunEnd?>(File.ReadAllText(file));

    private static bool MakeOnce(string file, string text)
    {
        var own = file + "." + Guid.NewGuid().ToString("N");
        File.WriteAllText(own, text);
        try
        {
            File.Move(own, file, overwrite: false);
            return true;
        }
        catch (IOException)
        {
            File.Delete(own);
            return false;
        }
    }
}
