using System.Globalization;
using System.Runtime.InteropServices;
using Headgate.Platform.Runs.Processes;
using Headgate.Platform.Runs.Steps;

namespace Headgate.Platform.Runs.Box;

/// <summary>
/// The user id that a run's programs have where the server is root. Root's id must not be inside a box even without any privilege: it owns what the
/// kernel shows, such as its settings below <c>/proc/sys</c> and the devices, and an owner may change what is his.
/// </summary>
/// <param name="Id">The id, in digits. It is in no list of the machine's users.</param>
internal sealed partial record RunUser(string Id)
{
    private const int First = 61_184;
    private const int Count = 4096;

    /// <summary>The user of a run; null where the server is not root, and its runs have its own user.</summary>
    public static RunUser? Of(long runId) =>
        IsolationProbe.IsRoot ? new((First + (runId % Count)).ToString(CultureInfo.InvariantCulture)) : null;

    /// <summary>The words before a program that give it this user and take away everything else.</summary>
    public IReadOnlyList<string> Words =>
        [Program("setpriv"), "--reuid", Id, "--regid", Id, "--clear-groups", "--no-new-privs", "--inh-caps=-all", "--"];

    /// <summary>
    /// Gives files and folders, with all that is in them, to this user. Links are given, not what they lead to. Nothing of the run may be at work.
    /// </summary>
    public void Give(IEnumerable<string> paths) => Own(int.Parse(Id, CultureInfo.InvariantCulture), paths);

    /// <summary>Takes them back.</summary>
    public static void Take(IEnumerable<string> paths) => Own(0, paths);

    /// <summary>Ends every process of this user.</summary>
    public Task EndAsync(StepContext step) => ServerAsync(step, [.. Words, Program("kill"), "-KILL", "--", "-1"]);

    private static void Own(int user, IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            _ = ChangeOwner(path, user, user);
            if (FileFacts.Of(path) is { IsFolder: true })
            {
                foreach (var entry in Directory.EnumerateFileSystemEntries(path, "*", Everything))
                {
                    _ = ChangeOwner(entry, user, user);
                }
            }
        }
    }

    /// <summary>Everything below a folder; a link to a folder is an entry and nothing is looked for behind it.</summary>
    private static EnumerationOptions Everything { get; } = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };

    private static async Task ServerAsync(StepContext step, IReadOnlyList<string> words) =>
        await ChildProcess.RunAsync(
            new(words[0], [.. words.Skip(1)], "/", new Dictionary<string, string>(StringComparer.Ordinal)),
            step.Log,
            _ => Task.CompletedTask,
            TimeSpan.Zero,
            CancellationToken.None
        );

    private static string Program(string name) =>
        IsolationProbe.Program(name) ?? throw new BoxException($"box missing: the program {name} of the system is gone.");

    [LibraryImport("libc", EntryPoint = "lchown", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ChangeOwner(string path, int user, int group);
}
