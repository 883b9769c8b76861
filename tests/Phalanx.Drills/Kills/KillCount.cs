namespace Phalanx.Drills.Kills;

/// <summary>How often runs were killed, and in which stage.</summary>
internal sealed class KillCount
{
    private readonly Dictionary<string, int> _places = [];

    public int Total => _places.Values.Sum();

    public int In(string place) => _places.GetValueOrDefault(place);

    public void Add(string place) => _places[place] = In(place) + 1;

    public void Add(KillCount other)
    {
        foreach ((string place, int times) in other._places)
        {
            _places[place] = In(place) + times;
        }
    }
}
