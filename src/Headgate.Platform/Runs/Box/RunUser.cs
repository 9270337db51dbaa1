using System.Globalization;
using System.Runtime.InteropServices;
using Headgate.Platform.Runs.Processes;
using Headgate.Platform.Runs.Steps;
using Headgate.Store.Secrets;

namespace Headgate.Platform.Runs.Box;

/// <summary>
/// The user id that a run's programs have where the server is root. Root's id must not be inside a box even without any privilege: it owns what the
/// kernel shows, such as its settings below <c>/proc/sys</c> and the devices, and an owner may change what is his.
/// </summary>
internal sealed partial class RunUser : IDisposable
{
    private const int First = 61_184;
    private const int Count = 4096;
    private const string Claims = "/run/headgate/run-users";

    private readonly FileStream _claim;

    private RunUser(int number, FileStream claim) => (Id, _claim) = (number.ToString(CultureInfo.InvariantCulture), claim);

    /// <summary>The id, in digits. It is in no list of the machine's users.</summary>
    public string Id { get; }

    /// <summary>
    /// A user for a step of a run, until it is disposed of; null where the server is not root, and its runs have its own user. No two steps have one
    /// at the same time, whatever servers there are on the machine: the weaker box ends everything of its user, and limits count by user.
    /// </summary>
    /// <param name="runId">Runs one after another get different ids, so that none finds what another one has left.</param>
    /// <param name="dataFolder">Of the server; it keeps the claims where the machine has no place for them.</param>
    /// <exception cref="BoxException">All are taken.</exception>
    public static RunUser? Claim(long runId, string dataFolder)
    {
        if (!IsolationProbe.IsRoot)
        {
            return null;
        }
        var claims = ClaimsOr(Path.Combine(dataFolder, "run-users"));
        for (var next = 0; next < Count; next++)
        {
            var number = First + (int)((runId + next) % Count);
            if (Lock(Path.Combine(claims, number.ToString(CultureInfo.InvariantCulture))) is { } claim)
            {
                return new(number, claim);
            }
        }
        throw new BoxException(
            $"box missing: all {Count} user ids of runs are taken ({claims}). The run was not executed; trigger it again later."
        );
    }

    /// <summary>Gives the id back. Nothing of the step may be at work.</summary>
    public void Dispose() => _claim.Dispose();

    /// <summary>The folder of files that say, by a lock, which ids are taken on this machine.</summary>
    private static string ClaimsOr(string own)
    {
        try
        {
            PrivateFolder.Create(Claims);
            return Claims;
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            // A container with a read-only system: it has no second server.
            PrivateFolder.Create(own);
            return own;
        }
    }

    /// <summary>The file stays: were it deleted, another server could hold a lock on a file that is gone.</summary>
    private static FileStream? Lock(string path)
    {
        try
        {
            return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (IOException)
        {
            return null;
        }
    }

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
