using System.Net;
using System.Net.Sockets;
using Headgate.Attacks.Tests.Standing;
using Headgate.Platform.Runs.Box;
using Headgate.Testing;

namespace Headgate.Attacks.Tests.Box;

/// <summary>Whom a run reaches.</summary>
[Collection("box")]
public sealed class NetworkTests
{
    [Attack("BOX-09", Lacks = "httpfs that the operator lists for one host")]
    [Attack("BOX-31", Lacks = "packages and warehouses elsewhere, which reach their own hosts only")]
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

    private static int Port(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;
}
