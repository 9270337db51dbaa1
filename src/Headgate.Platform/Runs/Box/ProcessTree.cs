using System.Globalization;

namespace Headgate.Platform.Runs.Box;

/// <summary>The processes below a process, as Linux tells them.</summary>
internal static class ProcessTree
{
    /// <summary>Children of a process; empty where it is gone.</summary>
    public static IEnumerable<int> ChildrenOf(int id)
    {
        foreach (var thread in Folders($"/proc/{id}/task"))
        {
            foreach (var child in Read(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                yield return int.Parse(child, CultureInfo.InvariantCulture);
            }
        }
    }

    /// <summary>Threads and pages in memory of a process and of all below it. Counting ends early once there are too many threads.</summary>
    public static (int Threads, long Pages) Use(int id, int mostThreads)
    {
        var (threads, pages) = (0, 0L);
        var open = new Stack<int>([id]);
        while (threads <= mostThreads && open.TryPop(out var process))
        {
            threads += Folders($"/proc/{process}/task").Length;
            pages += PagesOf(process);
            foreach (var child in ChildrenOf(process))
            {
                open.Push(child);
            }
        }
        return (threads, pages);
    }

    /// <summary>Whether a process still does anything.</summary>
    public static bool Lives(int id)
    {
        var stat = Read($"/proc/{id}/stat");
        var at = stat.LastIndexOf(')');
        return at >= 0 && at + 2 < stat.Length && stat[at + 2] is not ('Z' or 'X');
    }

    /// <summary>Whether a process is bubblewrap: its number may have been given to another one.</summary>
    public static bool IsBubblewrap(int id) => Read($"/proc/{id}/comm").TrimEnd() == "bwrap";

    private static long PagesOf(int id) =>
        Read($"/proc/{id}/statm").Split(' ') is [_, var resident, ..] ? long.Parse(resident, CultureInfo.InvariantCulture) : 0;

    private static string[] Folders(string path)
    {
        try
        {
            return Directory.GetDirectories(path);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
