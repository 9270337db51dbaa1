namespace Headgate.Wire;

/// <summary>Keeps the record of what the operator does. Where it throws, the act must not be done.</summary>
public interface IOperatorRecord
{
    /// <summary>Returns once the act is on the disk.</summary>
    Task RecordAsync(OperatorAct act);
}
