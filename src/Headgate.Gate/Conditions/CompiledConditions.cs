using System.Net;
using Headgate.Catalogue;

namespace Headgate.Gate.Conditions;

/// <summary>The conditions of a grant that a call can be judged by alone, ready to be asked. Pure: no clock, no I/O.</summary>
internal sealed class CompiledConditions
{
    private readonly GrantConditions _conditions;
    private readonly IReadOnlyList<OpenHours> _hours;
    private readonly IReadOnlyList<IPNetwork> _networks;
    private readonly IReadOnlyList<ArgumentCheck> _arguments;
    private readonly string? _broken;

    private CompiledConditions(
        GrantConditions conditions,
        IReadOnlyList<OpenHours> hours,
        IReadOnlyList<IPNetwork> networks,
        IReadOnlyList<ArgumentCheck> arguments,
        string? broken
    ) => (_conditions, _hours, _networks, _arguments, _broken) = (conditions, hours, networks, arguments, broken);

    /// <summary>Compiles conditions. What cannot be understood holds never, and says so.</summary>
    public static CompiledConditions Of(GrantConditions conditions)
    {
        var hours = conditions.Hours.Select(OpenHours.Read).ToList();
        var arguments = conditions.Arguments.Select(ArgumentCheck.Read).ToList();
        var networks = conditions
            .Networks.Select(n => (Text: n, Network: IPNetwork.TryParse(n, out var network) ? network : (IPNetwork?)null))
            .ToList();
        var fault =
            hours.Select(h => h.Fault).Concat(arguments.Select(a => a.Fault)).FirstOrDefault(f => f is not null)
            ?? networks
                .Where(n => n.Network is null)
                .Select(n => $"\"{n.Text}\" is no network; write one such as 10.0.0.0/8.")
                .FirstOrDefault();
        return new(
            conditions,
            [.. hours.Select(h => h.Hours).OfType<OpenHours>()],
            [.. networks.Select(n => n.Network).OfType<IPNetwork>()],
            [.. arguments.Select(a => a.Check).OfType<ArgumentCheck>()],
            fault
        );
    }

    /// <summary>What is wrong with the conditions themselves; null for nothing.</summary>
    public string? Broken => _broken;

    /// <summary>Why a call does not fulfil them; null where it does, as far as it is known.</summary>
    public ConditionFault? FaultOf(in ConditionFacts call)
    {
        if (_broken is not null)
        {
            return new(Reason.RuleNotEvaluable, $"its rule cannot be evaluated ({_broken.TrimEnd('.')})");
        }
        if (TimeOrPlaceFault(call.Address, call.Now) is { } fault)
        {
            return fault;
        }
        if (call.Source is not { } source)
        {
            return null;
        }
        foreach (var argument in _arguments)
        {
            if (argument.FaultOf(call.Operation, source) is { } text)
            {
                return new(Reason.ArgumentRule, text, argument.Field);
            }
        }
        return null;
    }

    /// <summary>Whether the hours and the network of a call fit, whatever it sends.</summary>
    public bool HoldNow(string? address, DateTimeOffset now) => _broken is null && TimeOrPlaceFault(address, now) is null;

    private ConditionFault? TimeOrPlaceFault(string? address, DateTimeOffset now)
    {
        if (_conditions.From is { } from && now < from)
        {
            return new(Reason.OutsideHours, $"it holds from {from.UtcDateTime:yyyy-MM-dd HH:mm} UTC on");
        }
        if (_hours.Count > 0 && !Open(now))
        {
            return new(Reason.OutsideHours, $"it holds at {string.Join(" or ", _conditions.Hours)} only");
        }
        return _networks.Count > 0 && !Inside(address)
            ? new(Reason.NetworkNotAllowed, $"it holds for calls from {string.Join(", ", _conditions.Networks)} only")
            : null;
    }

    private bool Open(DateTimeOffset now)
    {
        foreach (var hours in _hours)
        {
            if (hours.Hold(now))
            {
                return true;
            }
        }
        return false;
    }

    private bool Inside(string? address)
    {
        if (!IPAddress.TryParse(address, out var ip))
        {
            return false;
        }
        ip = ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip;
        foreach (var network in _networks)
        {
            if (network.Contains(ip))
            {
                return true;
            }
        }
        return false;
    }
}
