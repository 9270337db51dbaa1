using System.Net.Sockets;
using Headgate.Cli;
using Headgate.Server;
using Microsoft.Data.Sqlite;

namespace Headgate.Tests.Cli;

public sealed class StartFaultTests
{
    private static readonly ServerSettings Settings = new() { DataFolder = "/data", Port = 8601 };

    [Fact]
    public void A_taken_port_is_found_below_other_exceptions() =>
        StartFault
            .Of(new IOException("Failed to bind", new SocketException((int)SocketError.AddressAlreadyInUse)), Settings)!
            .ShouldContain("Port 8601");

    [Theory]
    [InlineData(11, "damaged")]
    [InlineData(26, "damaged")]
    [InlineData(13, "full")]
    [InlineData(14, "cannot be opened")]
    public void A_database_that_cannot_be_used_is_explained(int code, string word) =>
        StartFault.Of(new SqliteException("x", code), Settings)!.ShouldContain(word);

    [Fact]
    public void A_full_disk_is_explained() => StartFault.Of(new IOException("x", 28), Settings)!.ShouldContain("/data is full");

    [Fact]
    public void A_bug_is_not_explained_away() => StartFault.Of(new InvalidOperationException("x"), Settings).ShouldBeNull();
}
