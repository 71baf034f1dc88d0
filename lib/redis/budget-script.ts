/**
 * The budget in Redis. All times are those of `TIME`, in milliseconds, so the clocks of the processes
 * do not matter. KEYS: a hash with what is known of the limit, and a sorted set with a ticket for each
 * request in flight. ARGV: what to do, then its arguments:
 *
 * - `reserve`: returns `{ 0, ticket }`, or `{ wait, 0 }`. The ticket is a text that tells its time.
 * - `update`, ticket, limit, remaining, reset, resetIn: a response told the limit; `''` is not told.
 * - `lose`, ticket: a request has ended, and said nothing of the limit.
 * - `release`, ticket: a granted request was not sent.
 * - `pause`, duration: a 429 came.
 *
 * A ticket counts for four times as long as answers take, for 2 to 60 seconds. Then its request is lost:
 * it counts as used in its window, if no later request has been answered, which tells what is left.
 *
 * A ticket that is older than the data, or is missing before its time, shows that the data was lost, and
 * with it the number of requests in flight: nothing more is granted in its window.
 *
 * Where the clock of Redis was set back by more than a second, all times move with it, and the tickets
 * are lost.
 *
 * Both keys are kept for a day.
 */
export const BUDGET_SCRIPT = `
local budget, tickets = KEYS[1], KEYS[2]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local known = {}
local flat = redis.call('HGETALL', budget)
for i = 1, #flat, 2 do known[flat[i]] = tonumber(flat[i + 1]) end
local function set(name, value)
  known[name] = value
  if value then redis.call('HSET', budget, name, string.format('%.17g', value))
  else redis.call('HDEL', budget, name) end
end
if known.now and known.now - now > 1000 then
  local back = known.now - now
  for _, name in ipairs({ 'end', 'begun', 'paused', 'heard', 'since', 'told', 'offset' }) do
    if known[name] then set(name, known[name] - back) end
  end
  redis.call('DEL', tickets)
end
local function keep()
  set('now', now)
  redis.call('PEXPIRE', budget, 86400000)
  redis.call('PEXPIRE', tickets, 86400000)
end
if known['end'] and now >= known['end'] then
  set('left', known.limit)
  set('begun', known['end'])
  set('blind', 0)
  set('end', nil)
end
local act, ticket = ARGV[1], ARGV[2]
local life = math.min(60000, math.max(2000, 4 * (known.slowest or 15000)))

if act == 'reserve' then
  local unheard = '(' .. math.max(known.heard or 0, known.begun or 0)
  local lost = redis.call('ZCOUNT', tickets, unheard, now - life)
  if known.left and lost > 0 then set('left', known.left - lost) end
  redis.call('ZREMRANGEBYSCORE', tickets, '-inf', now - life)
  local inFlight = redis.call('ZCARD', tickets)
  local wait = 0
  if not known.window then
    if inFlight >= (known.bound or 8) then wait = 100 end
  else
    local free = known.left - inFlight
    if known['end'] then
      if free <= 0 then
        wait = known['end'] - now
        if known.left > 0 then wait = math.min(wait, 100) end
      end
    elseif inFlight > 0 then
      local pace = known.limit * (now - known.begun) / known.length
      if free <= 0 or known.blind >= math.max(8, pace) then wait = 100 end
    end
  end
  wait = math.ceil(math.max(wait, (known.paused or 0) - now))
  if wait > 0 then return { wait, 0 } end
  if not known.since then set('since', now) end
  local granted = now .. '-' .. redis.call('HINCRBY', budget, 'tickets', 1)
  redis.call('ZADD', tickets, now, granted)
  set('blind', (known.blind or 0) + 1)
  keep()
  return { 0, granted }
end

if act == 'pause' then
  set('paused', math.max(known.paused or 0, now + ARGV[2]))
  if not known.window then set('bound', 1) end
  keep()
  return { 0, 0 }
end

local sent = tonumber(string.match(ticket, '^%d+')) or 0
local isInFlight = redis.call('ZREM', tickets, ticket) == 1
local isKnown = known.since and sent >= known.since and (isInFlight or now - sent >= life)
if act == 'lose' and isInFlight then
  if known.left then set('left', known.left - 1)
  else set('bound', (known.bound or 8) + 1) end
elseif act == 'update' then
  if isKnown then
    set('slowest', math.max(now - sent, 0.99 * (known.slowest or 0)))
    set('heard', math.max(known.heard or 0, sent))
  end
  local limit, remaining = tonumber(ARGV[3]) or 1e12, tonumber(ARGV[4])
  local reset, resetIn = tonumber(ARGV[5]), tonumber(ARGV[6])
  local window = known.window or -1e15
  local isOver = reset == window and not known['end']
  if isOver or (reset < window and window - reset < 60000) then return { 0, 0 } end
  if remaining == limit then set('self', 1) end
  local left = isKnown and math.max(0, remaining - (known.self or 0)) or 0
  local ends = now + (resetIn or 10000)
  if resetIn and resetIn > 0 then
    local heard = now - (reset - resetIn)
    local offset = (known.offset or 1e15) + (now - (known.told or now)) / 1000
    if heard - offset <= now - sent + 2000 then
      heard = math.min(heard, offset)
    end
    set('offset', heard)
    set('told', now)
    ends = reset + heard
  end
  if reset == window then
    set('left', math.min(known.left, left))
    set('end', math.min(known['end'], ends))
  else
    if reset > window then
      set('length', math.min(known.length or 10000, reset - window))
    end
    set('window', reset)
    set('limit', limit)
    set('left', left)
    set('end', ends)
  end
end
keep()
return { 0, 0 }
`;
