namespace Headgate.Dbt.Project.Packages;

/// <summary>How packages are installed.</summary>
/// <param name="LocksOnly">Write <c>package-lock.yml</c> and install nothing.</param>
/// <param name="Upgrade">Choose versions anew although there is a lock.</param>
internal sealed record InstallWish(bool LocksOnly = false, bool Upgrade = false);
