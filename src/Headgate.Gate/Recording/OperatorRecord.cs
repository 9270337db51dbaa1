using Headgate.Wire;

namespace Headgate.Gate.Recording;

/// <summary>Writes the operator's acts into the journal, as changes.</summary>
internal sealed class OperatorRecord(ChangeRecords changes) : IOperatorRecord
{
    public Task RecordAsync(OperatorAct act) =>
        changes.RecordAsync(
            ChangeActor.Operator with
            {
                Name = act.Operator,
            },
            act.Operation,
            act.AccountId,
            act.Sentence,
            before: null,
            act.After
        );
}
