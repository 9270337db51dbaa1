using Headgate.Attacks.Tests.Standing;
using Headgate.Store.Model;
using Headgate.Testing;

namespace Headgate.Attacks.Tests.Box;

/// <summary>What the server takes over from a run once it has ended.</summary>
[Collection("box")]
public sealed class LeftoversTests
{
    [Attack("BOX-38", Lacks = "names of plain files")]
    [Attack("BOX-39", Lacks = "50,001 files, a file that grows while it is read, and bombs in manifests")]
    [Fact]
    public async Task What_lies_in_the_target_folder_and_is_no_plain_file_is_left_out()
    {
        const string Probe = """
            os.mkfifo('target/pipe.json'); s = socket.socket(socket.AF_UNIX); s.bind('target/socket.json')
            os.symlink('/etc/passwd', 'target/link.json'); os.symlink('/', 'target/folder')
            os.makedirs('target/manifest.json'); open('target/run_results.json', 'w').write('{}')
            """;
        await using var lab = await BoxLab.StartAsync(Probe);
        var (run, log) = await lab.RunAsync();
        run.Status.ShouldBe(RunStatus.Success, log);
        (await lab.ArtifactsAsync(run.Id)).ShouldBe(["run_results.json"]);
        log.ShouldContain("entries of the target folder were left out");
    }

    [Attack("BOX-41", Lacks = "results that contradict an exit code of 0, and a process that ends before its children")]
    [Fact]
    public async Task Success_that_is_told_by_files_only_is_no_success()
    {
        const string Probe = """
            open('target/run_results.json', 'w').write('{"results":[{"status":"success"}]}')
            os.kill(os.getppid(), 9); os._exit(1)
            """;
        await using var lab = await BoxLab.StartAsync(Probe);
        (await lab.RunAsync()).Run.Status.ShouldBe(RunStatus.Error);
    }
}
