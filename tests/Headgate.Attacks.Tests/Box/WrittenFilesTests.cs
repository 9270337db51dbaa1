using Headgate.Attacks.Tests.Standing;
using Headgate.Store.Model;
using Headgate.Testing;

namespace Headgate.Attacks.Tests.Box;

/// <summary>Where a run leaves files: its own folder and its own warehouse, and nowhere else.</summary>
[Collection("box")]
public sealed class WrittenFilesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Attack("BOX-03")]
    [Fact]
    public async Task Files_of_the_server_are_not_written_by_a_run()
    {
        const string Probe = """
            for path in ['journal/x', 'keys/x', 'headgate.db', 'runs/5001/repository/x', 'logs/6000/x', '../x', 'warehouse/payroll.duckdb']:
                write(os.path.join(DATA, path))
            for path in ['/x', '/usr/x', '/etc/passwd', '/etc/x', '/dev/x', '/proc/sys/kernel/core_pattern', '/work/x', '/work/profiles/profiles.yml', '/opt/x', '/run/x', '/dev/shm/allowed', '/tmp/allowed']:
                write(path)
            """;
        await using var lab = await BoxLab.StartAsync(Probe);
        var before = lab.Hashes();
        var (_, log) = await lab.RunAsync();
        log.Split('\n')
            .Where(line => line.StartsWith("WROTE", StringComparison.Ordinal))
            .ShouldBe(["WROTE /dev/shm/allowed", "WROTE /tmp/allowed"]);
        lab.Hashes().ShouldBe(before);
        Recorded.IsIntact(lab.Server);
    }

    [Attack("BOX-04")]
    [Attack("BOX-05")]
    [Fact]
    public async Task Another_warehouse_and_files_beside_the_own_one_cannot_be_reached()
    {
        const string Probe = """
            own = '/warehouse/shop.duckdb'
            with open(own, 'ab') as file: file.write(b'rows')
            write('/warehouse/shop.duckdb.wal'); os.makedirs('/warehouse/shop.duckdb.tmp'); write('/warehouse/shop.duckdb.tmp/spill')
            for name in ['new.duckdb', 'shop.duckdb2', 'shop.duckdb.bak', '.x', 'shop.duckdb.wal.other']: write('/warehouse/' + name)
            walk('/warehouse'); print(sorted(os.listdir('/warehouse')))
            try: os.rename(own, '/warehouse/moved'); print('MOVED')
            except OSError as e: print('no rename', e.strerror)
            try: os.remove(own); print('REMOVED')
            except OSError as e: print('no remove', e.strerror)
            """;
        await using var lab = await BoxLab.StartAsync(Probe);
        await lab.WarehouseAsync("warehouse/shop.duckdb");
        var folder = Path.Combine(lab.Data, "warehouse");
        await File.WriteAllTextAsync(Path.Combine(folder, "shop.duckdb"), "old ", Cancellation);
        var (run, log) = await lab.RunAsync();
        run.Status.ShouldBe(RunStatus.Success, log);
        lab.ShouldHaveKept(log);
        log.ShouldNotContain("payroll");
        log.ShouldNotContain("MOVED");
        log.ShouldNotContain("REMOVED");
        Directory
            .GetFileSystemEntries(folder)
            .Select(Path.GetFileName)
            .Order()
            .ShouldBe(["payroll.duckdb", "shop.duckdb", "shop.duckdb.wal"]);
        (await File.ReadAllTextAsync(Path.Combine(folder, "shop.duckdb"), Cancellation)).ShouldBe("old rows");
    }

    [Attack("BOX-05")]
    [Fact]
    public async Task A_warehouse_that_a_run_makes_comes_to_its_place_and_nothing_beside_it()
    {
        await using var lab = await BoxLab.StartAsync(
            "write('/warehouse/fresh.duckdb'); write('/warehouse/fresh.duckdb.x'); write('/warehouse/other.duckdb')"
        );
        await lab.WarehouseAsync("warehouse/fresh.duckdb");
        (await lab.RunAsync()).Run.Status.ShouldBe(RunStatus.Success);
        Directory
            .GetFileSystemEntries(Path.Combine(lab.Data, "warehouse"))
            .Select(Path.GetFileName)
            .Order()
            .ShouldBe(["fresh.duckdb", "payroll.duckdb"]);
    }

    [Attack("BOX-15")]
    [Fact]
    public async Task Places_of_the_server_that_options_name_are_not_there()
    {
        const string Probe = """
            import shutil
            for path in [DATA + '/journal', DATA + '/keys', DATA, '/', '/work/profiles']:
                try: shutil.rmtree(path)
                except OSError as e: print('no', e.strerror)
            os.makedirs(DATA + '/journal/x', exist_ok=True) if os.access('/', os.W_OK) else print('no place')
            """;
        await using var lab = await BoxLab.StartAsync(Probe);
        var before = lab.Hashes();
        await lab.RunAsync();
        lab.Hashes().ShouldBe(before);
        Recorded.IsIntact(lab.Server);
    }
}
