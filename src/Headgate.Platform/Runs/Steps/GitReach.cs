using System.Globalization;
using System.Net;
using Headgate.Platform.Runs.Box;
using Headgate.Platform.Runs.Box.Egress;
using Headgate.Reach;
using Headgate.Reach.Git;

namespace Headgate.Platform.Runs.Steps;

/// <summary>How git gets to the one host that a repository lies on, and to no other.</summary>
internal sealed record GitReach
{
    /// <summary>Port inside the box that stands for the host's port of ssh.</summary>
    private const int LocalSsh = 4022;

    /// <summary>Configuration for git's command line, as <c>name=value</c>.</summary>
    public IReadOnlyList<string> Options { get; private init; } = [];

    /// <summary>The program that git uses for ssh.</summary>
    public string Ssh { get; private init; } = "ssh -o BatchMode=yes -o ConnectTimeout=20";

    /// <summary>Where the step may connect to.</summary>
    public EgressPolicy? Egress { get; private init; }

    /// <summary>Judges an address; the fault says in a sentence why it may not be reached.</summary>
    public static async Task<(GitReach? Reach, string? Fault)> OfAsync(
        GitAddress address,
        BoxSettings settings,
        BoxKind box,
        CancellationToken cancellation
    )
    {
        var listed = settings.GitHosts.Contains(address.Host, StringComparer.OrdinalIgnoreCase);
        if (address.Scheme == "http" && !listed)
        {
            return (
                null,
                $"The repository's address is refused: http:// shows everything to the network. Use https://, or list {address.Host} in runs.git_hosts."
            );
        }
        var target = new EgressTarget(
            address.Host,
            address.Port,
            listed ? ReceiverReach.Private : ReceiverReach.Public,
            address.Scheme == "ssh" ? LocalSsh : 0
        );
        var policy = new EgressPolicy([target]) { MaxBytes = RunEgress.MostBytes(settings) };
        var (addresses, refusal) = await policy.JudgeAsync(address.Host, address.Port, cancellation);
        if (refusal is not null)
        {
            return (null, $"The repository's address is refused: {refusal}. The operator can list the host in runs.git_hosts.");
        }
        return (box == BoxKind.Namespace ? Boxed(address, policy) : Pinned(address, addresses[0]), null);
    }

    /// <summary>In a namespace the door judges again and connects itself, so what a name means can change as often as it likes.</summary>
    private static GitReach Boxed(GitAddress address, EgressPolicy policy) =>
        new()
        {
            Egress = policy,
            Options = GitRoute.Through(string.Create(CultureInfo.InvariantCulture, $"socks5h://127.0.0.1:{EgressRelay.ProxyPort}")),
            Ssh = Pinned("127.0.0.1", LocalSsh, address),
        };

    /// <summary>Without one, git is told the address that was judged.</summary>
    private static GitReach Pinned(GitAddress address, IPAddress judged) =>
        new() { Options = GitRoute.To(address, judged), Ssh = Pinned(judged.ToString(), address.Port, address) };

    private static string Pinned(string host, int port, GitAddress address)
    {
        var known = address.Port == 22 ? address.Host : string.Create(CultureInfo.InvariantCulture, $"[{address.Host}]:{address.Port}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"ssh -o BatchMode=yes -o ConnectTimeout=20 -o HostName={host} -o Port={port} -o 'HostKeyAlias={known}' -o ProxyCommand=none -o ForwardAgent=no -o PermitLocalCommand=no"
        );
    }
}
