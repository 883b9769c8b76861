using Phalanx.Pages.Tests.Browsers;

namespace Phalanx.Pages.Tests.Replays;

/// <summary>How a replay is moved: by keys, buttons, the scrubber, fingers and links.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ReplayControlTests(Browser browser) : IDisposable
{
    private readonly ReplayFiles _replays = new();

    public void Dispose() => _replays.Dispose();

    [BrowserFact]
    public async Task Keys_move_it()
    {
        await using OpenPage page = await OpenAsync(PageForm.Desktop);
        foreach ((string key, int step) in new[] { ("ArrowRight", 1), ("Shift+ArrowRight", 11), ("ArrowLeft", 10), ("Shift+ArrowLeft", 0), ("ArrowLeft", 0), ("End", 60), ("Home", 0) })
        {
            await page.Page.Keyboard.PressAsync(key);
            Assert.Equal(Math.Min(step, await LengthAsync(page)), await StepAsync(page));
        }

        await page.Page.Keyboard.PressAsync("Space");
        await ReplayFiles.UntilAsync(page, "player.step >= 2");
        Assert.Equal("Pause", await page.Page.InnerTextAsync("#play"));
        await page.Page.Keyboard.PressAsync("Space");
        Assert.False(await page.Page.EvaluateAsync<bool>("() => player.playing"));

        await page.Page.Keyboard.PressAsync(".");
        await page.Page.Keyboard.PressAsync(".");
        Assert.Equal("4×", await page.Page.InnerTextAsync("#speed"));
        await page.Page.Keyboard.PressAsync(",");
        Assert.Equal("2×", await page.Page.InnerTextAsync("#speed"));
        await page.Page.Keyboard.PressAsync("3");
        Assert.StartsWith("agent 2", await page.Page.InnerTextAsync(".panel h2"), StringComparison.Ordinal);
        foreach ((string key, string option) in new[] { ("s", "sight"), ("r", "reach"), ("t", "targets"), ("l", "labels"), ("w", "whole") })
        {
            bool before = await page.Page.IsCheckedAsync($"[data-option={option}]");
            await page.Page.Keyboard.PressAsync(key);
            Assert.Equal(!before, await page.Page.IsCheckedAsync($"[data-option={option}]"));
        }

        await page.Page.Keyboard.PressAsync("n");
        await ReplayFiles.UntilAsync(page, "player.place === 1");
        await page.Page.Keyboard.PressAsync("p");
        await ReplayFiles.UntilAsync(page, "player.place === 0");
        await page.AssertAloneAsync();
    }

    [BrowserFact]
    public async Task Keys_are_dead_where_they_mean_something_else()
    {
        await using OpenPage page = await OpenAsync(PageForm.Desktop);
        await page.Page.Keyboard.PressAsync("?");
        Assert.True(await page.Page.Locator("#keys").IsVisibleAsync());
        await page.AssertAccessibleAsync();
        await page.Page.Keyboard.PressAsync("ArrowRight");
        Assert.Equal(0, await StepAsync(page));
        await page.Page.Keyboard.PressAsync("Escape");
        Assert.False(await page.Page.Locator("#keys").IsVisibleAsync());

        // The scrubber moves by its own keys, once and not twice.
        await page.Page.FocusAsync("#scrubber");
        await page.Page.Keyboard.PressAsync("ArrowRight");
        Assert.Equal(1, await StepAsync(page));

        // A button is pressed by Space and does what it says.
        await page.Page.FocusAsync("#next");
        await page.Page.Keyboard.PressAsync("Space");
        Assert.Equal(2, await StepAsync(page));
        await page.Page.EvaluateAsync("() => { const box = document.createElement('input'); document.querySelector('header').append(box); box.focus(); }");
        await page.Page.Keyboard.TypeAsync("n 3.");
        Assert.Equal("0 0 1 false", await page.Page.EvaluateAsync<string>("() => [player.place, player.agent, player.speed, player.playing].join(' ')"));
    }

    [BrowserFact]
    public async Task Buttons_the_scrubber_and_events_move_it()
    {
        await using OpenPage page = await OpenAsync(PageForm.Desktop);
        await page.Page.FillAsync("#scrubber", "7");
        Assert.Equal(7, await StepAsync(page));
        Assert.StartsWith("7 / ", await page.Page.InnerTextAsync("#step"), StringComparison.Ordinal);
        await page.Page.ClickAsync("#back");
        Assert.Equal(6, await StepAsync(page));
        await page.Page.ClickAsync("#last");
        Assert.Equal(await LengthAsync(page), await StepAsync(page));
        await page.Page.ClickAsync("#first");
        Assert.Equal(0, await StepAsync(page));
        await page.Page.ClickAsync("#faster");
        Assert.Equal("2×", await page.Page.InnerTextAsync("#speed"));
        int told = int.Parse((await page.Page.Locator("#events button b").First.InnerTextAsync()).Trim(), System.Globalization.CultureInfo.InvariantCulture);
        await page.Page.Locator("#events button").First.ClickAsync();
        Assert.Equal(told, await StepAsync(page));
        int few = await page.Page.Locator("#events li").CountAsync();
        await page.Page.CheckAsync("#all-events");
        Assert.True(await page.Page.Locator("#events li").CountAsync() > few);
    }

    [BrowserFact]
    public async Task Agents_are_chosen_on_the_board()
    {
        await using OpenPage page = await OpenAsync(PageForm.Desktop);
        double[] place = await page.Page.EvaluateAsync<double[]>(
            "() => { const view = player.views[0], area = view.canvas.getBoundingClientRect(); const [x, y] = view.stage.place(view.stage.agents[2]); return [area.left + x, area.top + y]; }");
        await page.Page.Mouse.MoveAsync((float)place[0], (float)place[1]);
        Assert.Contains("health 45 of 45", await page.Page.InnerTextAsync(".tip"), StringComparison.Ordinal);
        await page.Page.Mouse.ClickAsync((float)place[0], (float)place[1]);
        Assert.Equal(2, await page.Page.EvaluateAsync<int>("() => player.agent"));
    }

    [BrowserFact]
    public async Task Fingers_play_and_step()
    {
        await using OpenPage page = await OpenAsync(PageForm.Phone);
        await page.Page.EvaluateAsync("() => { const { canvas } = player.views[0]; window.touch = (type, x) => canvas.dispatchEvent(new PointerEvent(type, { pointerType: 'touch', clientX: x, clientY: canvas.getBoundingClientRect().top + 4, bubbles: true })); }");
        await page.Page.EvaluateAsync("() => { touch('pointerdown', 300); touch('pointerup', 200); }");
        Assert.Equal(1, await StepAsync(page));
        await page.Page.EvaluateAsync("() => { touch('pointerdown', 200); touch('pointerup', 300); }");
        Assert.Equal(0, await StepAsync(page));
        await page.Page.EvaluateAsync("() => { touch('pointerdown', 40); touch('pointerup', 42); }");
        Assert.True(await page.Page.EvaluateAsync<bool>("() => player.playing"));
        Assert.All(
            await page.Page.EvaluateAsync<double[]>("() => [...document.querySelectorAll('.transport button, #scrubber')].filter(each => each.offsetHeight > 0).map(each => each.offsetHeight)"),
            height => Assert.InRange(height, 44, 80));
    }

    [BrowserFact]
    public async Task A_link_leads_to_a_moment()
    {
        string file = _replays.Write(new PlayedRecord("battle/3m").Play());
        await using OpenPage page = await ReplayFiles.OpenAsync(browser, file, PageForm.Desktop, "e=2&t=5&a=1");
        Assert.Equal("1 5 1", await page.Page.EvaluateAsync<string>("() => [player.place, player.step, player.agent].join(' ')"));
        await page.Page.Keyboard.PressAsync("ArrowRight");
        Assert.EndsWith("#e=2&t=6&a=1", page.Page.Url, StringComparison.Ordinal);
        await page.Page.EvaluateAsync("() => { location.hash = 'e=99&t=-3&a=x'; }");
        await page.AssertAloneAsync();
    }

    [BrowserFact]
    public async Task A_page_without_room_waits_until_there_is_some()
    {
        await using OpenPage page = await OpenAsync(PageForm.Desktop);
        await page.Page.EvaluateAsync("() => { document.body.hidden = true; }");
        await ReplayFiles.UntilAsync(page, "find('stages').clientWidth === 0");
        await page.Page.WaitForTimeoutAsync(100);
        await page.Page.EvaluateAsync("() => { document.body.hidden = false; }");
        await page.AssertAloneAsync();
        Assert.True(await page.Page.EvaluateAsync<double>("() => player.views[0].stage.width") > 400);
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_begins_by_itself_only_where_motion_is_welcome(bool still)
    {
        string file = _replays.Write(new PlayedRecord("battle/3m").Play());
        await using OpenPage page = await browser.OpenFileAsync(file, PageForm.Desktop with { Still = still });
        await page.Page.WaitForSelectorAsync("html[data-ready]");
        if (!still)
        {
            await ReplayFiles.UntilAsync(page, "player.time > 0.3");
            return;
        }

        await page.Page.WaitForTimeoutAsync(400);
        Assert.Equal(0, await StepAsync(page));

        // Even when it is played, nothing is drawn between two steps.
        await page.Page.EvaluateAsync("() => { window.drawn = []; const { stage } = player.views[0], draw = stage.draw.bind(stage); stage.draw = (time, options) => { drawn.push(time); draw(time, options); }; player.play(true); }");
        await ReplayFiles.UntilAsync(page, "player.step >= 1");
        Assert.True(await page.Page.EvaluateAsync<bool>("() => drawn.length > 0 && drawn.every(Number.isInteger)"));
    }

    private Task<OpenPage> OpenAsync(PageForm form) => ReplayFiles.OpenAsync(browser, _replays.Write(new PlayedRecord("battle/3m").Play()), form);

    private static Task<int> StepAsync(OpenPage page) => page.Page.EvaluateAsync<int>("() => player.step");

    private static Task<int> LengthAsync(OpenPage page) => page.Page.EvaluateAsync<int>("() => player.length");
}
