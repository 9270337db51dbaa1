using System.Net;
using System.Net.Sockets;
using Headgate.Attacks.Tests.Standing;
using Headgate.Platform.Runs.Box;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Attacks.Tests.Box;

/// <summary>Whom a run reaches.</summary>
[Collection("box")]
public sealed class NetworkTests
{
    [Attack("BOX-09", Lacks = "an extension that the operator lists, loaded: none can be had from where packages come")]
    [Attack("BOX-31")]
    [Fact]
    public async Task A_run_on_a_local_warehouse_reaches_no_network_and_no_socket()
    {
        using var v4 = new TcpListener(IPAddress.Loopback, 0);
        v4.Start();
        using var v6 = new TcpListener(IPAddress.IPv6Loopback, 0);
        v6.Start();
        var socket = Path.Combine(Path.GetTempPath(), $"box-{Guid.NewGuid():N}.sock");
        using var unix = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        unix.Bind(new UnixDomainSocketEndPoint(socket));
        unix.Listen();
        using var hidden = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        hidden.Bind(new UnixDomainSocketEndPoint("\0box-of-headgate"));
        hidden.Listen();
        var probe = $$"""
            reached = []
            def reach(family, address):
                try:
                    with socket.socket(family, socket.SOCK_STREAM) as s:
                        s.settimeout(2); s.connect(address); reached.append(str(address))
                except OSError as e: print('no', address, e)
            for port in [{{Port(v4)}}, int(os.environ['DBT_PROBE_PORT']), 5432, 22]: reach(socket.AF_INET, ('127.0.0.1', port))
            reach(socket.AF_INET, ('169.254.169.254', 80)); reach(socket.AF_INET, ('1.1.1.1', 53)); reach(socket.AF_INET6, ('::1', {{Port(
                v6
            )}}))
            for path in ['{{socket}}', '\0box-of-headgate', '/run/dbus/system_bus_socket', '/var/run/docker.sock', os.environ.get('SSH_AUTH_SOCK', '/none')]:
                reach(socket.AF_UNIX, path)
            try: socket.getaddrinfo('example.com', 80); reached.append('dns')
            except OSError as e: print('no dns', e)
            print(len(reached), 'reached', reached)
            """;
        foreach (var isolation in new[] { Isolation.None, Isolation.Namespace })
        {
            await using var lab = await BoxLab.StartAsync(probe, box => box with { Isolation = isolation });
            await lab.VariableAsync("DBT_PROBE_PORT", $"{lab.Server.Url.Port}");
            var (_, log) = await lab.RunAsync();
            if (isolation == Isolation.Namespace)
            {
                log.ShouldContain("0 reached");
            }
            else
            {
                log.ShouldContain("box-of-headgate");
                log.ShouldContain($"('127.0.0.1', {lab.Server.Url.Port})");
                log.ShouldNotContain("0 reached");
            }
        }
        File.Delete(socket);
    }

    [Attack("BOX-31")]
    [Fact]
    public async Task A_run_on_a_server_reaches_that_server_and_no_other()
    {
        using var warehouse = new TcpListener(IPAddress.Loopback, 0);
        warehouse.Start();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var probe = $$"""
            reached = []
            def ask(host, port):
                try:
                    with socket.create_connection(('127.0.0.1', 3128), 5) as s:
                        s.settimeout(5); s.sendall(f'CONNECT {host}:{port} HTTP/1.1\r\n\r\n'.encode())
                        if b' 200 ' in s.recv(100): reached.append(f'{host}:{port}')
                except OSError as e: print('no', host, port, e)
            for host, port in [('127.0.0.1', {{Port(warehouse)}}), ('127.0.0.1', {{Port(other)}}), ('localhost', {{Port(
                warehouse
            )}}), ('127.0.0.1', int(os.environ['DBT_PROBE_PORT'])),
                    ('169.254.169.254', 80), ('1.1.1.1', 443), ('::1', {{Port(warehouse)}}), ('127.0.0.2', {{Port(
                warehouse
            )}})]: ask(host, port)
            print('reached:', *reached)
            """;
        await using var lab = await BoxLab.StartAsync(probe);
        await lab.VariableAsync("DBT_PROBE_PORT", $"{lab.Server.Url.Port}");
        await lab.ChangeAsync(async db =>
        {
            var connection = await db.Connections.SingleAsync(
                row => row.Id == lab.Project.ConnectionId,
                TestContext.Current.CancellationToken
            );
            (connection.AdapterVersion, connection.Config) = (
                "postgres_v0",
                $$"""{"hostname":"127.0.0.1","port":{{Port(warehouse)}},"dbname":"books"}"""
            );
        });
        var (run, log) = await lab.RunAsync();
        log.ShouldContain($"reached: 127.0.0.1:{Port(warehouse)}\n", customMessage: run.StatusMessage);
        other.Pending().ShouldBeFalse();
    }

    [Attack("BOX-31")]
    [Fact]
    public async Task Packages_reach_public_addresses_by_TLS_and_only_while_they_are_installed()
    {
        using var inside = new TcpListener(IPAddress.Loopback, 0);
        inside.Start();
        var probe = $$"""
            reached = []
            for host, port in [('127.0.0.1', {{Port(
                inside
            )}}), ('127.0.0.1', 443), ('localhost', 443), ('169.254.169.254', 443), ('10.0.0.1', 443), ('::1', 443), ('1.1.1.1', 80), ('1.1.1.1', 22)]:
                try:
                    with socket.create_connection(('127.0.0.1', 3128), 5) as s:
                        s.settimeout(5); s.sendall(f'CONNECT {host}:{port} HTTP/1.1\r\n\r\n'.encode())
                        print('the door says', s.recv(100)[:12])
                except OSError as e: print('no door', e)
            """;
        await using var lab = await BoxLab.StartAsync(probe, at: "deps build");
        await File.WriteAllTextAsync(
            Path.Combine(lab.Repository, "packages.yml"),
            "packages: [{package: acme/tools, version: 1.0.0}]",
            TestContext.Current.CancellationToken
        );
        var (_, log) = await lab.RunAsync();
        log.ShouldContain("is no place that this step needs");
        log.ShouldContain("an address that this step may not reach");
        log.ShouldNotContain("HTTP/1.1 200");
        log.ShouldContain("no door");
        inside.Pending().ShouldBeFalse();
    }

    private static int Port(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;
}
