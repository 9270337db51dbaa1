using System.Globalization;
using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>
/// May they? In three questions, each asked only once the one before has been answered with yes: could this caller do this anywhere, may it do it at the thing that the
/// path names, may it do it with what it sends.
/// </summary>
internal sealed class CallJudge(ITargetLookup local, CallRefusals refusals, IUpstreamCalls? upstreams = null)
{
    /// <summary>Judges a call, and adds to it what was found out; null where it may go on.</summary>
    public async ValueTask<CallEnd?> RefusalAsync(CallState call, IDecider decider, CancellationToken cancellation)
    {
        var (operation, route, account) = (call.Operation!, call.Incoming.Route, call.Caller.AccountId);
        if (route.Find("account_id") is { Length: > 0 } text && long.Parse(text, CultureInfo.InvariantCulture) != account)
        {
            return await refusals.EndAsync(call, RecordWord.Denied, CallRefusals.Of(Reason.WrongAccount), cancellation);
        }
        // 1. Anywhere: nothing is looked up for someone who could not do it at any place.
        var accountTarget = Target.OfAccount(account);
        var decision = decider.Decide(new CallFacts(call.Caller, operation, accountTarget, null, Anywhere: true));
        if (!decision.IsAllowed)
        {
            return await refusals.DenyAsync(call, decision, cancellation, isEverywhere: true);
        }
        // 2. Here.
        var targets = TargetsOf(call.Caller, operation);
        var target =
            operation.Target.Kind == TargetKind.Account
                ? accountTarget
                : await targets.FindAsync(operation.Target.Kind, account, route.Value(operation.Target.RouteValue!), cancellation);
        if (target is null || !Contains(route, target))
        {
            return await refusals.EndAsync(call, RecordWord.Denied, CallRefusals.Of(Reason.NotFound), cancellation);
        }
        call.Target = target;
        if (operation.Target.BodyField is null)
        {
            decision = decider.Decide(new CallFacts(call.Caller, operation, target, null) { Address = call.Incoming.Address });
            if (!decision.IsAllowed)
            {
                return await refusals.DenyAsync(call, decision, cancellation);
            }
        }
        call.Decision = decision;
        call.Arguments = new CallArguments(new FieldSource(default, Query: call.Incoming.Query), []);
        // 3. With this.
        return operation.Body == BodyForm.None ? null : await WithBodyAsync(call, decider, cancellation);
    }

    /// <summary>Whether a call without a body is allowed at its target, as both are now.</summary>
    public async ValueTask<bool> AllowsAsync(IncomingCall incoming, Caller caller, IDecider decider, CancellationToken cancellation)
    {
        var (operation, account) = (incoming.Operation!.Spec, caller.AccountId);
        var target =
            operation.Target.Kind == TargetKind.Account
                ? Target.OfAccount(account)
                : await TargetsOf(caller, operation)
                    .FindAsync(operation.Target.Kind, account, incoming.Route.Value(operation.Target.RouteValue!), cancellation);
        return target is not null
            && decider.Decide(new CallFacts(caller, operation, target, null) { Address = incoming.Address }).IsAllowed;
    }

    private async ValueTask<CallEnd?> WithBodyAsync(CallState call, IDecider decider, CancellationToken cancellation)
    {
        var operation = call.Operation!;
        var body = call.Incoming.Body is { } sent
            ? await sent.ReadAsync(operation.Body, call.Caller.Kind, cancellation)
            : BodyForms.Check(ParsedBody.Good(default), operation.Body);
        if (body.Refusal is { } bad)
        {
            return await refusals.BodyAsync(call, CallRefusals.OfBody(bad, body), cancellation);
        }
        var source = new FieldSource(body.Element, body.IsForm, call.Incoming.Query);
        if (BodyFields.IsOtherAccount(source.Body, call.Caller.AccountId))
        {
            var mismatch = CallRefusals.Mismatch("account_id", "The account of the body must be the account of the path.");
            return await refusals.BodyAsync(call, mismatch, cancellation);
        }
        var references = await References.FindAsync(
            operation,
            source,
            call.Caller.AccountId,
            TargetsOf(call.Caller, operation),
            cancellation
        );
        call.Arguments = new CallArguments(source, references);
        call.IsDeletion = operation.DeletionSentence is not null && BodyFields.Deletes(source);
        call.Recorded = ArgumentsRecord.Of(operation, source);
        if (operation.Target.BodyField is { } place && references.Find(r => r.Field == place)?.Target is { } made)
        {
            call.Target = made;
        }
        var decision = decider.Decide(
            new CallFacts(call.Caller, operation, call.Target!, call.Arguments) { Address = call.Incoming.Address }
        );
        if (!decision.IsAllowed)
        {
            return await refusals.DenyAsync(call, decision, cancellation);
        }
        call.Decision = decision;
        return null;
    }

    /// <summary>Where what a caller names is looked up: never here what is meant elsewhere, nor the other way round.</summary>
    private ITargetLookup TargetsOf(Caller caller, Operation operation) =>
        caller.Upstream is null ? local
        : operation.DoneHere ? new LookupAtHome(local, caller)
        : upstreams is { } elsewhere ? new LookupElsewhere(elsewhere, caller, operation)
        : throw new InvalidOperationException("A caller's account is elsewhere, and nobody reaches it.");

    /// <summary>Parent and child of a path must agree: <c>projects/10/environments/200</c> is nothing when 200 lies in project 20.</summary>
    private static bool Contains(RouteMatch route, Target target) =>
        route.Find("project_id") is not { } project
        || target.ProjectId is not { } id
        || string.Equals(project, id.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
