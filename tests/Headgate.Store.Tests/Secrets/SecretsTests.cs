using Headgate.Catalogue;
using Headgate.Store.Secrets;
using Headgate.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Store.Tests.Secrets;

public sealed class SecretsTests
{
    [Fact]
    public async Task A_sealed_secret_opens_again_after_a_restart_and_is_not_in_its_stored_form()
    {
        await using var store = await TestStore.CreateAsync(TestStore.Sqlite);
        var sealedText = store.Services.GetRequiredService<SecretsAtRest>().Seal(new Secret("p4ss-wörd"));
        sealedText.ShouldNotContain("p4ss");

        await using var restarted = new ServiceCollection().AddLogging().AddStore(store.Settings).BuildServiceProvider();
        restarted.GetRequiredService<SecretsAtRest>().Open(sealedText).Reveal().ShouldBe("p4ss-wörd");
    }

    [Fact]
    public async Task A_token_has_the_same_hash_in_every_process_of_one_data_folder_and_another_elsewhere()
    {
        await using var here = await TestStore.CreateAsync(TestStore.Sqlite);
        await using var there = await TestStore.CreateAsync(TestStore.Sqlite);
        var hash = here.Services.GetRequiredService<TokenHasher>().Hash("dbtc_secret");

        hash.Length.ShouldBe(64);
        new TokenHasher(here.Settings).Hash(new Secret("dbtc_secret")).ShouldBe(hash);
        new TokenHasher(there.Settings).Hash("dbtc_secret").ShouldNotBe(hash);
        new TokenHasher(here.Settings).Hash("dbtc_secreT").ShouldNotBe(hash);
    }

    [Fact]
    public async Task Only_the_owner_reads_the_keys()
    {
        if (OperatingSystem.IsWindows())
        {
            Prerequisite.Missing("File modes are those of Unix, and this is Windows.");
        }
        await using var store = await TestStore.CreateAsync(TestStore.Sqlite);
        store.Services.GetRequiredService<TokenHasher>().Hash("x");

        File.GetUnixFileMode(Path.Combine(store.Settings.KeysFolder, "tokens.key"))
            .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        (File.GetUnixFileMode(store.Settings.KeysFolder) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)).ShouldBe(UnixFileMode.None);
    }
}
