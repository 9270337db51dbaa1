using System.Net;
using System.Net.Sockets;

namespace Headgate.EndToEnd.Tests.Up;

/// <summary>What goes wrong around a start: one clear line, exit code 1, nothing lost.</summary>
public sealed class StartFaultTests
{
    [Fact]
    public async Task A_taken_port_is_named()
    {
        using var folder = new TemporaryFolder();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var result = await HeadgateProgram.RunAsync("serve", "--data", folder.Path, "--port", port.ToString());
        ShouldBeOneLine(result);
        result.Error.ShouldContain($"Port {port}");
        result.Error.ShouldContain("--port");
    }

    [Fact]
    public async Task A_data_folder_that_is_a_file_is_named()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "taken");
        await File.WriteAllTextAsync(file, "x", TestContext.Current.CancellationToken);
        var result = await HeadgateProgram.RunAsync("serve", "--data", file, "--port", "0");
        ShouldBeOneLine(result);
        result.Error.ShouldContain(file);
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_written_is_named()
    {
        var result = await HeadgateProgram.RunAsync("serve", "--data", "/proc/headgate", "--port", "0");
        ShouldBeOneLine(result);
        result.Error.ShouldContain("/proc/headgate");
        result.Error.ShouldContain("--data");
    }

    [Fact]
    public async Task A_corrupt_database_is_named_and_left_as_it_is()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "headgate.db");
        await File.WriteAllTextAsync(file, new string('x', 8192), TestContext.Current.CancellationToken);
        var result = await HeadgateProgram.RunAsync("serve", "--data", folder.Path, "--port", "0");
        ShouldBeOneLine(result);
        result.Error.ShouldContain("damaged");
        (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ShouldBe(new string('x', 8192));
    }

    [Fact]
    public async Task A_full_disk_is_named()
    {
        using var folder = new TemporaryFolder();
        var mounted = await HeadgateProgram.RunAsync(
            "/bin/mount",
            ["-t", "tmpfs", "-o", "size=64k", "tmpfs", folder.Path],
            new Dictionary<string, string?>()
        );
        Assert.SkipWhen(mounted.ExitCode != 0, "This machine does not let the test mount a small disk.");
        try
        {
            var result = await HeadgateProgram.RunAsync("serve", "--data", Path.Combine(folder.Path, "data"), "--port", "0");
            ShouldBeOneLine(result);
            result.Error.ShouldContain("full");
        }
        finally
        {
            await HeadgateProgram.RunAsync("/bin/umount", [folder.Path], new Dictionary<string, string?>());
        }
    }

    [Fact]
    public async Task All_faults_of_the_settings_are_shown_at_once()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "headgate.yaml");
        await File.WriteAllTextAsync(
            file,
            "listen:\n  port: eighty\nsingle_tenant: perhaps\nliste:\n  port: 1\n",
            TestContext.Current.CancellationToken
        );
        var result = await HeadgateProgram.RunAsync("serve", "--config", file);
        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain("listen.port is \"eighty\"");
        result.Error.ShouldContain("single_tenant is \"perhaps\"");
        result.Error.ShouldContain("liste.port is no setting; did you mean listen.port");
    }

    private static void ShouldBeOneLine(ProgramResult result)
    {
        result.ExitCode.ShouldBe(1, result.All);
        result.Error.Trim().Split('\n').Length.ShouldBe(1, result.All);
        result.All.ShouldNotContain("   at ");
    }
}
