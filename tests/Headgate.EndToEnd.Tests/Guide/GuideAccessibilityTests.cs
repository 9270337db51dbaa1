using Microsoft.Playwright;

namespace Headgate.EndToEnd.Tests.Guide;

/// <summary>What every reader needs: names for controls, headings in order, contrast, a keyboard that reaches everything.</summary>
public sealed class GuideAccessibilityTests(GuideBrowser browser) : IClassFixture<GuideBrowser>
{
    [Fact]
    public async Task Every_control_has_a_name()
    {
        await using var visit = await browser.OpenAsync();
        var nameless = await visit.Page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('button, a[href], input, select, summary, nav, [role=region]')]
              .filter(e => e.offsetParent !== null)
              .filter(e => !(e.getAttribute('aria-label') || (e.getAttribute('aria-labelledby') && document.getElementById(e.getAttribute('aria-labelledby'))) ||
                             (e.labels && e.labels.length) || e.textContent.trim()))
              .map(e => e.outerHTML.slice(0, 120))
            """
        );
        nameless.ShouldBeEmpty();
    }

    [Fact]
    public async Task Headings_go_down_one_level_at_a_time_and_ids_are_unique()
    {
        await using var visit = await browser.OpenAsync();
        var levels = await visit.Page.EvaluateAsync<int[]>(
            "() => [...document.querySelectorAll('h1,h2,h3,h4')].map(h => Number(h.tagName[1]))"
        );
        levels[0].ShouldBe(1);
        levels.Count(l => l == 1).ShouldBe(1);
        levels.Zip(levels.Skip(1)).ShouldAllBe(pair => pair.Second - pair.First <= 1);
        var twice = await visit.Page.EvaluateAsync<string[]>(
            "() => { const ids = [...document.querySelectorAll('[id]')].map(e => e.id); return ids.filter((id, i) => ids.indexOf(id) !== i); }"
        );
        twice.ShouldBeEmpty();
        var dead = await visit.Page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.hash.slice(1)).filter(id => !document.getElementById(id))"
        );
        dead.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Text_stands_out_from_what_is_behind_it(ColorScheme colours)
    {
        await using var visit = await browser.OpenAsync(colours: colours);
        var faint = await visit.Page.EvaluateAsync<string[]>(
            """
            () => {
              const channel = v => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
              const parse = text => { const m = text.match(/[\d.]+/g).map(Number); return { r: m[0], g: m[1], b: m[2], a: m[3] ?? 1 }; };
              const light = c => 0.2126 * channel(c.r) + 0.7152 * channel(c.g) + 0.0722 * channel(c.b);
              const behind = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c.a === 1) return c; } return { r: 255, g: 255, b: 255 }; };
              const found = new Map();
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (walker.nextNode()) {
                const e = walker.currentNode.parentElement;
                if (!walker.currentNode.data.trim() || !e || e.offsetParent === null || e.closest('.unseen, .skip')) continue;
                const a = light(parse(getComputedStyle(e).color)), b = light(behind(e));
                const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
                if (ratio < 4.5) found.set(e.className + ' ' + e.tagName, ratio.toFixed(2) + ' ' + e.className + ' <' + e.tagName + '> ' + walker.currentNode.data.trim().slice(0, 40));
              }
              return [...found.values()];
            }
            """
        );
        faint.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_first_tab_offers_to_skip_the_contents()
    {
        await using var visit = await browser.OpenAsync();
        await visit.Page.Keyboard.PressAsync("Tab");
        (await visit.Page.EvaluateAsync<string>("() => document.activeElement.textContent")).ShouldBe("Skip to the guide");
        await visit.Page.Keyboard.PressAsync("Enter");
        (await visit.Page.EvaluateAsync<string>("() => document.activeElement.id")).ShouldBe("content");
    }

    [Fact]
    public async Task The_focus_can_be_seen()
    {
        await using var visit = await browser.OpenAsync();
        for (var i = 0; i < 12; i++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            (await visit.Page.EvaluateAsync<string>("() => getComputedStyle(document.activeElement).outlineStyle")).ShouldBe("solid");
        }
    }

    [Fact]
    public async Task On_a_narrow_window_the_contents_open_and_close()
    {
        await using var visit = await browser.OpenAsync(width: 390);
        (await visit.Page.IsVisibleAsync(".side a[href='#errors']")).ShouldBeFalse();
        await visit.Page.ClickAsync("#menu summary");
        await visit.Page.ClickAsync(".side a[href='#errors']");
        (await visit.Page.IsVisibleAsync(".side a[href='#errors']")).ShouldBeFalse();
        (await visit.Page.EvaluateAsync<string>("() => location.hash")).ShouldBe("#errors");
    }
}
