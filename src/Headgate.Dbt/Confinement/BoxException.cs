namespace Headgate.Dbt.Confinement;

/// <summary>The box refuses a call before anything of its project is executed.</summary>
/// <param name="message">One sentence that names the thing and what to do.</param>
internal sealed class BoxException(string message) : Exception(message);
