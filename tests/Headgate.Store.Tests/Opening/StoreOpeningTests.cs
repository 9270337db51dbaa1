using Headgate.Store.Opening;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Store.Tests.Opening;

public sealed class StoreOpeningTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("headgate-test-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_database_and_what_lies_beside_it_is_readable_by_its_owner_only(bool wasOpenToAll)
    {
        if (OperatingSystem.IsWindows())
        {
            Prerequisite.Missing("File modes are those of Unix, and this is Windows.");
        }
        var settings = new StoreSettings { DataFolder = _folder };
        if (wasOpenToAll)
        {
            await File.WriteAllBytesAsync(settings.SqliteFile, [], Cancellation);
            File.SetUnixFileMode(settings.SqliteFile, (UnixFileMode)0b110_100_100);
        }
        await using var services = new ServiceCollection().AddStore(settings).BuildServiceProvider();
        (await services.GetRequiredService<StoreOpening>().OpenAsync(Cancellation)).ShouldBeNull();
        await using var db = await services.GetRequiredService<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(Cancellation);
        await db.Database.OpenConnectionAsync(Cancellation);
        var files = Directory.GetFiles(_folder, "headgate.db*");
        files.Length.ShouldBeGreaterThan(1);
        foreach (var file in files)
        {
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
        }
    }

    [Theory]
    [InlineData(TestStore.Sqlite)]
    [InlineData(TestStore.Postgres)]
    public async Task A_store_is_opened_again_with_what_it_holds(string database)
    {
        await using var store = await TestStore.CreateAsync(database);
        await store.AddJobAsync();

        var fault = await store.Services.GetRequiredService<StoreOpening>().OpenAsync(Cancellation);

        fault.ShouldBeNull();
        await using var db = await store.OpenDbAsync();
        (await db.Jobs.CountAsync(Cancellation)).ShouldBe(1);
    }

    [Theory]
    [InlineData(TestStore.Sqlite)]
    [InlineData(TestStore.Postgres)]
    public async Task Migrations_and_model_say_the_same(string database)
    {
        await using var store = await TestStore.CreateAsync(database);
        await using HeadgateDb db =
            database == TestStore.Sqlite ? SqliteMigrationDb.Create(store.Settings) : PostgresMigrationDb.Create(store.Settings);

        db.Database.HasPendingModelChanges().ShouldBeFalse("a migration is missing: see docs/decisions");
        (await db.Database.GetPendingMigrationsAsync(Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_damaged_database_is_one_line_that_names_the_file()
    {
        var settings = new StoreSettings { DataFolder = _folder };
        await File.WriteAllTextAsync(settings.SqliteFile, new string('x', 8192), Cancellation);

        var fault = await OpenAsync(settings);

        fault!.Message.ShouldBe(
            $"The database {settings.SqliteFile} is damaged. Restore it from a backup, or move it away to start with an empty one."
        );
        new FileInfo(settings.SqliteFile).Length.ShouldBe(8192, "the damaged file is left as it is");
    }

    [Fact]
    public async Task A_data_folder_that_is_a_file_is_one_line()
    {
        var file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "", Cancellation);

        var fault = await OpenAsync(new() { DataFolder = file });

        fault!.Message.ShouldContain(file);
        fault.Message.ShouldNotContain("\n");
    }

    [Fact]
    public async Task A_server_of_PostgreSQL_that_does_not_answer_is_one_line()
    {
        var fault = await OpenAsync(
            new() { DataFolder = _folder, Postgres = "Host=127.0.0.1;Port=1;Username=u;Password=hunter2;Timeout=2" }
        );

        fault!.Message.ShouldStartWith("PostgreSQL cannot be reached: ");
        fault.Message.ShouldNotContain("hunter2");
    }

    private static async Task<StoreFault?> OpenAsync(StoreSettings settings)
    {
        await using var services = new ServiceCollection().AddLogging().AddStore(settings).BuildServiceProvider();
        return await services.GetRequiredService<StoreOpening>().OpenAsync(Cancellation);
    }
}
