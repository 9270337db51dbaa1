namespace Headgate.Platform.Views;

/// <summary>A step that begins, in the stream of its run's log.</summary>
/// <param name="Id">The step.</param>
/// <param name="Index">Its position, from 1.</param>
/// <param name="Name">Its name, as dbt shows it.</param>
internal sealed record LiveStepView(long Id, int Index, string Name);
