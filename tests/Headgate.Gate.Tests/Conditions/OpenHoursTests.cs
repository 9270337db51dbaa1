using Headgate.Gate.Conditions;

namespace Headgate.Gate.Tests.Conditions;

public sealed class OpenHoursTests
{
    [Theory]
    [InlineData("Mon-Fri 08:00-18:00", "2026-11-30T08:00:00Z", true)]
    [InlineData("Mon-Fri 08:00-18:00", "2026-11-30T07:59:59Z", false)]
    [InlineData("Mon-Fri 08:00-18:00", "2026-11-30T18:00:00Z", false)]
    [InlineData("Mon-Fri 08:00-18:00", "2026-11-29T12:00:00Z", false)]
    [InlineData("Sat,Sun 00:00-24:00", "2026-11-29T23:59:59Z", true)]
    [InlineData("Fri-Mon 08:00-18:00", "2026-11-29T12:00:00Z", true)]
    [InlineData("22:00-06:00", "2026-11-30T05:59:00Z", true)]
    [InlineData("22:00-06:00", "2026-11-30T06:00:00Z", false)]
    [InlineData("Mon 22:00-06:00", "2026-12-01T05:00:00Z", true)]
    [InlineData("Mon 22:00-06:00", "2026-11-30T05:00:00Z", false)]
    [InlineData("08:00-18:00 Europe/Berlin", "2026-11-30T07:00:00Z", true)]
    [InlineData("08:00-18:00 Europe/Berlin", "2026-07-01T06:00:00Z", true)]
    [InlineData("08:00-18:00 Europe/Berlin", "2026-07-01T16:00:00Z", false)]
    public void Hours_hold_in_their_days_and_zone(string hours, string now, bool holds) =>
        OpenHours.Read(hours).Hours!.Hold(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(holds);

    [Theory]
    [InlineData("")]
    [InlineData("Mon-Fri")]
    [InlineData("Mon-Fri 8-18")]
    [InlineData("Mon-Fri 08:00")]
    [InlineData("Mon-Fri 08:00-25:00")]
    [InlineData("Mon-Fri 08:00-08:00")]
    [InlineData("24:00-08:00")]
    [InlineData("Mo-Fr 08:00-18:00")]
    [InlineData("Mon--Fri 08:00-18:00")]
    [InlineData("08:00-18:00 Mars/Olympus")]
    [InlineData("08:00-18:00 Europe/Berlin Mon")]
    public void What_is_none_is_refused_with_what_it_should_be(string hours)
    {
        var (read, fault) = OpenHours.Read(hours);
        read.ShouldBeNull();
        fault.ShouldNotBeNull().ShouldContain("\"");
    }
}
