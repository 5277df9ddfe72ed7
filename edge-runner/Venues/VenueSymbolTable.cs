using System.Buffers.Binary;

namespace Arbit.EdgeRunner.Venues;

/// <summary>Finds an instrument by the bytes of its name on the wire, without making a string.</summary>
public sealed class VenueSymbolTable
{
    public const int MaxLength = 32;

    private Entry[] _entries = new Entry[64];
    private int _count;

    public InstrumentFeed? Find(ReadOnlySpan<byte> name)
    {
        var mask = _entries.Length - 1;
        for (var slot = (int)Hash(name) & mask; ; slot = (slot + 1) & mask)
        {
            ref var entry = ref _entries[slot];
            if (entry.Name is null)
                return null;
            if (name.SequenceEqual(entry.Name))
                return entry.Feed;
        }
    }

    public void Add(ReadOnlySpan<byte> name, InstrumentFeed feed)
    {
        if (++_count * 2 > _entries.Length)
            Grow();
        Insert(new Entry(name.ToArray(), feed));
    }

    private static uint Hash(ReadOnlySpan<byte> name)
    {
        var hash = (ulong)name.Length;
        while (name.Length >= sizeof(ulong))
        {
            hash = (hash ^ BinaryPrimitives.ReadUInt64LittleEndian(name)) * 0x9E3779B97F4A7C15;
            hash ^= hash >> 29;
            name = name[sizeof(ulong)..];
        }

        foreach (var b in name)
            hash = (hash ^ b) * 0x9E3779B97F4A7C15;
        return (uint)(hash >> 32);
    }

    private void Grow()
    {
        var old = _entries;
        _entries = new Entry[old.Length * 2];
        foreach (var entry in old)
        {
            if (entry.Name is not null)
                Insert(entry);
        }
    }

    private void Insert(Entry entry)
    {
        var mask = _entries.Length - 1;
        var slot = (int)Hash(entry.Name) & mask;
        while (_entries[slot].Name is not null)
            slot = (slot + 1) & mask;
        _entries[slot] = entry;
    }

    private readonly record struct Entry(byte[]? Name, InstrumentFeed? Feed);
}
