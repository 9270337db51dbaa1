using Headgate.Catalogue;

namespace Headgate.Gate.Conditions;

/// <summary>The conditions of a grant that a call can be judged by alone, ready to be asked. Pure: no clock, no I/O.</summary>
internal sealed class CompiledConditions
{
    private readonly GrantConditions _conditions;
    private readonly IReadOnlyList<OpenHours> _hours;
    private readonly NetworkList? _networks;
    private readonly IReadOnlyList<ArgumentCheck> _arguments;
    private readonly string? _broken;

    private CompiledConditions(
        GrantConditions conditions,
        IReadOnlyList<OpenHours> hours,
        NetworkList? networks,
        IReadOnlyList<ArgumentCheck> arguments,
        string? broken
    ) => (_conditions, _hours, _networks, _arguments, _broken) = (conditions, hours, networks, arguments, broken);

    /// <summary>Compiles conditions. What cannot be understood holds never, and says so.</summary>
    public static CompiledConditions Of(GrantConditions conditions)
    {
        var hours = conditions.Hours.Select(OpenHours.Read).ToList();
        var arguments = conditions.Arguments.Select(ArgumentCheck.Read).ToList();
        var networks = NetworkList.Read(conditions.Networks, out var unread);
        var fault = hours.Select(h => h.Fault).Concat(arguments.Select(a => a.Fault)).FirstOrDefault(f => f is not null) ?? unread;
        return new(
            conditions,
            [.. hours.Select(h => h.Hours).OfType<OpenHours>()],
            networks,
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
        return WithheldFault(call.Operation, source);
    }

    /// <summary>Whether the hours and the network of a call fit, whatever it sends.</summary>
    public bool HoldNow(string? address, DateTimeOffset now) => _broken is null && TimeOrPlaceFault(address, now) is null;

    private ConditionFault? WithheldFault(Operation operation, FieldSource source) =>
        _conditions.Withhold.Count > 0
        && operation.Shows?.Invoke(source).Where(_conditions.Withhold.Contains).ToList() is { Count: > 0 } shown
            ? new(
                Reason.ArgumentRule,
                $"it asks for {string.Join(" and ", shown)}, which the grant withholds",
                operation.Fields.All.FirstOrDefault(f => f.IsRequired)?.Name
            )
            : null;

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
        return _networks?.Contains(address) == false
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
}
