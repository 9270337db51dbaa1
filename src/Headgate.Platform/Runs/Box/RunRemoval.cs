using System.Diagnostics;

namespace Headgate.Platform.Runs.Box;

/// <summary>Removes folders in which a run could write. Names that are no UTF-8 cannot be said in .NET, and a project may choose such to stay.</summary>
internal static class RunRemoval
{
    /// <summary>Removes a folder with everything in it; links in it are removed and not followed. Nothing where there is none.</summary>
    /// <exception cref="IOException">It cannot be removed.</exception>
    public static void Remove(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception left) when (left is IOException or UnauthorizedAccessException && IsolationProbe.Program("rm") is not null)
        {
            using var remove = Process.Start(new ProcessStartInfo(IsolationProbe.Program("rm")!, ["-rf", "--", folder]))!;
            remove.WaitForExit();
            if (Directory.Exists(folder))
            {
                throw new IOException($"The folder {folder} of a run cannot be removed: {left.Message}", left);
            }
        }
    }
}
