using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Headgate.Dbt.Project.Packages;
using Headgate.Dbt.Tests.Parsing;
using Headgate.Testing;

namespace Headgate.Dbt.Tests.Project.Packages;

/// <summary>Archives of packages, which are foreign text.</summary>
public sealed class PackageArchiveTests : IAsyncDisposable
{
    private const long TenGigabytes = 10L << 30;

    private readonly PackageServer _server = new();
    private readonly ProjectFolder _folder = new();

    [Fact]
    public void A_tarball_is_installed_and_locked()
    {
        Serve(PackageServer.Archive(("x-1/dbt_project.yml", "name: tools\nversion: '1'\n"), ("x-1/macros/m.sql", "one")));

        _folder
            .Install()
            .ShouldBe([
                $"Updating lock file in file path: {_folder.Path}/package-lock.yml",
                "Installing tools",
                $"Installed from tarball (url: {_server.Url}x.tar.gz)",
            ]);

        File.ReadAllText(Path.Combine(_folder.Path, "dbt_packages", "tools", "macros", "m.sql")).ShouldBe("one");
        File.ReadAllText(Path.Combine(_folder.Path, PackageLock.FileName))
            .ShouldMatch($"^packages:\n  - name: tools\n    tarball: '{_server.Url}x.tar.gz' # sha256:[0-9a-f]{{64}}\nsha1_hash: ");
        _folder.Install().Count.ShouldBe(2);
    }

    [Attack("BOX-28")]
    [Theory]
    [InlineData("../../profiles/profiles.yml")]
    [InlineData("/etc/x")]
    [InlineData("x/../../b")]
    [InlineData("x/./../../b")]
    [InlineData("x//b")]
    [InlineData("x/a\\..\\..\\b")]
    [InlineData("y/second-top")]
    public void An_entry_that_leads_elsewhere_is_refused(string name) =>
        Refused(
            PackageServer.Archive(("x/dbt_project.yml", "name: tools\n"), (name, "bad")),
            "The archive of the package tools is refused"
        );

    [Attack("BOX-28")]
    [Fact]
    public void Two_entries_of_one_name_do_not_replace_each_other() =>
        Refused(
            PackageServer.Archive(("x/dbt_project.yml", "name: tools\n"), ("x/dbt_project.yml", "name: other\n")),
            "cannot be unpacked"
        );

    [Attack("BOX-22")]
    [Attack("BOX-28")]
    [Theory]
    [InlineData(TarEntryType.HardLink, "hard link")]
    [InlineData(TarEntryType.SymbolicLink, "link that leads out")]
    [InlineData(TarEntryType.Fifo, "pipe")]
    [InlineData(TarEntryType.CharacterDevice, "device")]
    [InlineData(TarEntryType.BlockDevice, "device")]
    public void Links_and_devices_are_refused(TarEntryType type, string words)
    {
        var secret = Path.Combine(_folder.Path, "..", "tokens.key");
        var entry = new PaxTarEntry(type, "x/link");
        if (type is TarEntryType.HardLink or TarEntryType.SymbolicLink)
        {
            entry.LinkName = secret;
        }
        Refused(PackageServer.Archive([Plain("x/dbt_project.yml", "name: tools\n"), entry]), words);
    }

    [Attack("BOX-28")]
    [Fact]
    public void Ten_gigabytes_in_ten_megabytes_are_not_unpacked()
    {
        using var bomb = new MemoryStream();
        using (var packed = new GZipStream(bomb, CompressionLevel.Fastest, leaveOpen: true))
        {
            packed.Write(Header("x/big", TenGigabytes));
            var zeros = new byte[1 << 20];
            // As many as are needed to see that nobody reads on: the limit is 1 GiB.
            for (var i = 0; i < 1100; i++)
            {
                packed.Write(zeros);
            }
        }
        Refused(bomb.ToArray(), "unpacks to more than 1024 MiB");
    }

    [Attack("BOX-28")]
    [Fact]
    public void A_million_entries_are_not_unpacked()
    {
        using var bomb = new MemoryStream();
        using (var packed = new GZipStream(bomb, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var i = 0; i < 150_000; i++)
            {
                packed.Write(Header($"x/folder", 0, (byte)'5'));
            }
        }
        Refused(bomb.ToArray(), "more than 100,000 entries");
    }

    [Theory]
    [InlineData("no archive")]
    [InlineData("")]
    public void What_is_no_archive_is_told(string text) => Refused(Encoding.UTF8.GetBytes(text), "The archive of the package tools is");

    [Fact]
    public void A_truncated_archive_is_told()
    {
        var whole = PackageServer.Archive(("x/dbt_project.yml", "name: tools\n" + new string('#', 100_000)));
        for (var length = 20; length < whole.Length; length += whole.Length / 7)
        {
            Refused(whole[..length], "The archive of the package tools is");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _folder.Dispose();
        await _server.DisposeAsync();
    }

    private static PaxTarEntry Plain(string name, string text) =>
        new(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) };

    /// <summary>A header of tar by hand, which can claim what no writer would.</summary>
    private static byte[] Header(string name, long size, byte type = (byte)'0')
    {
        var header = new byte[512];
        Encoding.ASCII.GetBytes(name).CopyTo(header, 0);
        Encoding.ASCII.GetBytes("0000644\0").CopyTo(header, 100);
        Encoding.ASCII.GetBytes("0000000\0").CopyTo(header, 108);
        Encoding.ASCII.GetBytes("0000000\0").CopyTo(header, 116);
        if (size < 1L << 33)
        {
            Encoding.ASCII.GetBytes(Convert.ToString(size, 8).PadLeft(11, '0') + "\0").CopyTo(header, 124);
        }
        else
        {
            header[124] = 0x80;
            System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(header.AsSpan(128), size);
        }
        Encoding.ASCII.GetBytes("00000000000\0").CopyTo(header, 136);
        header.AsSpan(148, 8).Fill((byte)' ');
        header[156] = type;
        Encoding.ASCII.GetBytes("ustar\0" + "00").CopyTo(header, 257);
        Encoding.ASCII.GetBytes(Convert.ToString(header.Sum(b => b), 8).PadLeft(6, '0') + "\0 ").CopyTo(header, 148);
        return header;
    }

    private void Serve(byte[] archive)
    {
        _server.Put("x.tar.gz", archive);
        _folder.Write("packages.yml", $"packages: [{{tarball: \"{_server.Url}x.tar.gz\", name: tools}}]");
    }

    /// <summary>Refused in a sentence, and nothing is left of it, inside or outside.</summary>
    private void Refused(byte[] archive, string words)
    {
        Serve(archive);
        var outside = Directory.GetFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories);
        Should.Throw<DbtException>(() => _folder.Install()).Message.ShouldContain(words);
        Directory
            .GetFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(path) != "dbt_packages")
            .ShouldBe(outside.Where(path => Path.GetFileName(path) != "dbt_packages"), ignoreOrder: true);
    }
}
