using System.Globalization;

namespace Phalanx.Environments;

/// <summary>The rules for the pictures of one episode.</summary>
internal sealed class FrameRules(CheckContext context)
{
    // What a bar may be above its most by: sums of small parts are off by a rounding.
    private const double Rounding = 1e-9;

    // What each id was when it was seen first.
    private readonly Dictionary<int, Identity> _known = [];

    // What the picture that is looked at has, by id and by agent; the value is the place among the items.
    private readonly Dictionary<int, int> _places = [];
    private readonly Dictionary<int, int> _agents = [];

    private IReadOnlyList<FrameItem> _before = [];

    /// <summary>Looks at a picture.</summary>
    /// <param name="frame">The picture.</param>
    /// <param name="isStart">Whether no step has been taken yet.</param>
    /// <param name="place">When it was drawn, as it stands at the end of a sentence.</param>
    public void Check(Frame frame, bool isStart, string place)
    {
        if (!(frame.Width > 0 && frame.Height > 0) || !double.IsFinite(frame.Width + frame.Height))
        {
            context.Add("frame", $"the board is {Number(frame.Width)} by {Number(frame.Height)} {place}; its sides must be positive and finite");
        }

        CheckIds(frame, place);
        for (int index = 0; index < frame.Items.Count; index++)
        {
            FrameItem item = frame.Items[index];
            string name = NameOf(frame, index);
            CheckPlace(item, name, place);
            CheckAgent(item, index, name, place);
            CheckIdentity(item, name, place);
            CheckTarget(item, name, place);
            CheckBars(item, name, place);
        }

        CheckEvents(frame, isStart, place);
        CheckChanges(frame, place);
    }

    private void CheckIds(Frame frame, string place)
    {
        _places.Clear();
        _agents.Clear();
        for (int index = 0; index < frame.Items.Count; index++)
        {
            int id = frame.IdOf(index);
            if (!_places.TryAdd(id, index))
            {
                string advice = frame.Items[index].Id is null || frame.Items[_places[id]].Id is null
                    ? "an item without an Id is called by its place, so give an Id to every item or to none"
                    : "ids must differ";
                context.Add("frame-ids", $"items {_places[id]} and {index} of the picture have the id {id} both, {place}; {advice}");
            }
        }
    }

    private void CheckPlace(FrameItem item, string name, string place)
    {
        double sum = item.X + item.Y + item.Size + (item.Sight ?? 0) + (item.Reach ?? 0) + (item.Facing ?? 0) + (item.Cone ?? 0)
            + (item.To?.X ?? 0) + (item.To?.Y ?? 0);
        if (!double.IsFinite(sum) || item.Size < 0 || item.Sight < 0 || item.Reach < 0 || item.Cone < 0)
        {
            context.Add("frame", $"{name} has a place, size, range or angle that is not finite, or a size or range below 0, {place}");
        }
    }

    private void CheckAgent(FrameItem item, int index, string name, string place)
    {
        EnvironmentSpec spec = context.Spec;
        if (item.Agent is { } agent && (uint)agent >= (uint)spec.Agents)
        {
            context.Add("frame", $"{name} is agent {agent} {place}; agents run from 0 to {spec.Agents - 1}");
        }
        else if (item.Agent is { } known && !_agents.TryAdd(known, index))
        {
            context.Add("frame", $"two items are agent {known} {place}; only the one that it is has its number");
        }

        if (item.Entity is { } entity && (uint)entity >= (uint)(spec.Entities?.Count ?? 0))
        {
            context.Add("frame", $"{name} is entity {entity} {place}; there are {spec.Entities?.Count ?? 0} entities");
        }
    }

    /// <summary>
    /// An id means the same thing in all pictures of an episode. Its role may change, since agents come to rest and shelves are asked for, but
    /// an agent stays an agent and an opponent an opponent. An item without an id promises nothing.
    /// </summary>
    private void CheckIdentity(FrameItem item, string name, string place)
    {
        if (item.Id is not { } id)
        {
            return;
        }

        Identity now = new(SideOf(item), item.Kind, item.Agent, item.Entity);
        if (_known.TryAdd(id, now) || _known[id] == now)
        {
            return;
        }

        context.Add(
            "frame-identity",
            $"{name} is {Words(now)} {place} and was {Words(_known[id])} earlier in the episode; an id stays with one thing, so give a new thing a new id");
    }

    private void CheckTarget(FrameItem item, string name, string place)
    {
        if (item.TargetId is { } target && !_places.ContainsKey(target))
        {
            context.Add("frame-targets", $"{name} has the target {target} {place}, and no item of the picture has that id");
        }
    }

    private void CheckBars(FrameItem item, string name, string place)
    {
        if (item.Fill is { } fill && !(fill >= 0 && fill <= 1 + Rounding))
        {
            context.Add("frame-bars", $"the Fill of {name} is {Number(fill)} {place}; it is a share, from 0 to 1");
        }

        for (int index = 0; index < item.Bars.Count; index++)
        {
            FrameBar bar = item.Bars[index];
            if (!(bar.Max > 0) || !double.IsFinite(bar.Max) || !(bar.Value >= 0 && bar.Value <= bar.Max * (1 + Rounding)))
            {
                context.Add(
                    "frame-bars",
                    $"the bar '{bar.Name}' of {name} has {Number(bar.Value)} of {Number(bar.Max)} {place}; " +
                    "both must be finite, the most above 0 and the value from 0 to it");
            }

            if (string.IsNullOrWhiteSpace(bar.Name) || item.Bars.Take(index).Any(other => other.Name == bar.Name))
            {
                context.Add("frame-bars", $"a bar of {name} is called '{bar.Name}' {place}; every bar of an item needs a name that no other has");
            }
        }
    }

    private void CheckEvents(Frame frame, bool isStart, string place)
    {
        if (isStart && frame.Events.Count > 0)
        {
            context.Add("frame-events", $"there is the event '{frame.Events[0].Kind}' {place}, before any step was taken");
        }

        foreach (FrameEvent happened in frame.Events)
        {
            foreach (int? id in (ReadOnlySpan<int?>)[happened.Actor, happened.Target])
            {
                if (id is { } named && !_places.ContainsKey(named))
                {
                    context.Add(
                        "frame-events",
                        $"the event '{happened.Kind}' names the id {named} {place}, and no item of the picture has it; " +
                        "let what went down stay in the list, marked as Down");
                }
            }

            if (string.IsNullOrWhiteSpace(happened.Kind) || !double.IsFinite(happened.Amount))
            {
                context.Add("frame-events", $"an event is called '{happened.Kind}' with the amount {Number(happened.Amount)} {place}; it needs a name and a finite amount");
            }
        }
    }

    private void CheckChanges(Frame frame, string place)
    {
        int changed = frame.Items.Zip(_before).Count(pair => pair.First.Id is null && FrameProbe.WithoutBars(pair.First) != FrameProbe.WithoutBars(pair.Second));
        _before = frame.Items;
        if (FrameAdvice.For(changed) is { } advice)
        {
            context.Add("frame-without-ids", $"{advice}, {place}", isHint: true);
        }
    }

    private static string SideOf(FrameItem item) => item switch
    {
        { Agent: not null } or { Role: FrameRole.Agent or FrameRole.IdleAgent } => "an agent",
        { Role: FrameRole.Opponent } => "an opponent",
        _ => "a thing",
    };

    private static string Words(Identity item)
    {
        string kind = item.Kind.Length > 0 ? $" of kind '{item.Kind}'" : "";
        string agent = item.Agent is { } number ? $", agent {Number(number)}" : "";
        return $"{item.Side}{kind}{agent}{(item.Entity is { } entity ? $", entity {Number(entity)}" : "")}";
    }

    private static string NameOf(Frame frame, int index) => $"the item of id {Number(frame.IdOf(index))}";

    private static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    private readonly record struct Identity(string Side, string Kind, int? Agent, int? Entity);
}
