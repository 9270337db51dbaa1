using System.Text;

namespace Headgate.Store.Tests;

public sealed class ArtifactStoreTests : IDisposable
{
    private readonly StoreSettings _settings = new() { DataFolder = Directory.CreateTempSubdirectory("headgate-test-").FullName };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_settings.DataFolder, recursive: true);

    [Fact]
    public async Task A_content_is_kept_under_its_hash_and_read_back()
    {
        var store = new ArtifactStore(_settings);

        var (address, size) = await store.PutAsync(Text("hello"), Cancellation);

        address.ShouldBe("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
        size.ShouldBe(5);
        using var reader = new StreamReader(store.Open(address)!);
        (await reader.ReadToEndAsync(Cancellation)).ShouldBe("hello");
    }

    [Fact]
    public async Task Equal_contents_are_kept_once_and_no_draft_stays()
    {
        var store = new ArtifactStore(_settings);
        await store.PutAsync(Text("same"), Cancellation);
        await store.PutAsync(Text("same"), Cancellation);

        Directory.GetFiles(_settings.ArtifactsFolder, "*", SearchOption.AllDirectories).Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../etc/passwd")]
    [InlineData("2CF24DBA5FB0A30E26E83B2AC5B9E29E1B161E5C1FA7425E73043362938B9824")]
    [InlineData("../24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824")]
    [InlineData("aaaadba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b98240")]
    public void Nothing_but_the_address_of_a_kept_content_is_opened(string address) =>
        new ArtifactStore(_settings).Open(address).ShouldBeNull();

    private static MemoryStream Text(string text) => new(Encoding.UTF8.GetBytes(text));
}
